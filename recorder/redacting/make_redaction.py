"""The use case: a copy of a recording with spans muted; the original is only read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recorder.archive.audio_files import read_blocks
from recorder.archive.layout import Form
from recorder.archive.muting import muted_blocks
from recorder.archive.store import Store
from recorder.clock import Clock
from recorder.errors import AudioNotReady
from recorder.ingest.master import Shape, store_blocks
from recorder.integrity.digest import file_sha256
from recorder.names import RecordingName
from recorder.recording import Master, Recording
from recorder.redaction import Filling, Redaction, RedactionRefused, Span, check_spans
from recorder.storage.journal import Journal
from recorder.storage.redaction_list import NewCopy


@dataclass(frozen=True, slots=True)
class AskedRedaction:
    """What a person wants muted; the same id again gives the same copy."""

    id: str
    parent: RecordingName
    spans: tuple[Span, ...]
    filling: Filling
    actor: str
    reason: str


def make_redaction(
    asked: AskedRedaction, journal: Journal, store: Store, clock: Clock
) -> Redaction:
    """Make the copy and note it. Raises `RedactionRefused`, `RecordingNotFound`, `AudioNotReady`.

    Only an original that is still what was settled becomes a parent: of a copy no copy is made.
    """
    if (made := journal.redactions.find_by_id(asked.id)) is not None:
        return made
    parent = journal.get(asked.parent)
    master, path = _sound(parent, store)
    check_spans(asked.spans, master.frames)
    if not asked.actor.strip() or not asked.reason.strip():
        raise RedactionRefused("who and why must be said")
    redaction = _redaction(asked, master, journal, clock)

    def blocks() -> Iterator[NDArray[np.int16]]:
        rate_hz = master.sample_rate_hz
        return muted_blocks(read_blocks(path), asked.spans, asked.filling, rate_hz)

    shape = Shape(master.frames, master.rx_frames, master.tx_frames, master.sample_rate_hz)
    copied = store_blocks(redaction.name, blocks, shape, store)
    journal.redactions.add(NewCopy(redaction, parent, copied))
    return redaction


def _sound(parent: Recording, store: Store) -> tuple[Master, Path]:
    if parent.name.is_copy:
        raise RedactionRefused(f"{parent.name.text} is a copy itself")
    path = store.find(parent.name, Form.MASTER)
    if parent.master is None or path is None:
        raise AudioNotReady(parent.name.text)
    if file_sha256(path) != parent.master.flac_sha256:
        raise RedactionRefused(f"{parent.name.text} is not what was settled: run recorder verify")
    return parent.master, path


def _redaction(asked: AskedRedaction, master: Master, journal: Journal, clock: Clock) -> Redaction:
    number = len(journal.redactions.list_of(asked.parent)) + 1
    return Redaction(
        id=asked.id,
        name=asked.parent.copy(number),
        parent=asked.parent,
        parent_flac_sha256=master.flac_sha256,
        parent_pcm_sha256=master.pcm_sha256,
        spans=asked.spans,
        filling=asked.filling,
        actor=asked.actor,
        reason=asked.reason,
        made_at=clock.now(),
    )
