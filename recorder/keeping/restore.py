"""The use case: masters come back from a medium, each proved against its leaf in our own log."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from recorder.archive.audio_files import read_blocks
from recorder.archive.layout import Form, place
from recorder.archive.store import Store
from recorder.errors import ArchiveRefused
from recorder.ingest.peaks import peaks
from recorder.integrity.seal_log import Leaf, read_log
from recorder.keeping.copying import CopyDiffers, copy_confirmed, read_back
from recorder.keeping.medium import Medium
from recorder.names import RecordingName
from recorder.storage.journal import Journal


class Outcome(StrEnum):
    """What became of one recording."""

    RESTORED = "restored"
    THERE_ALREADY = "there_already"
    NOT_ON_MEDIUM = "not_on_medium"
    DIFFERS = "differs"
    DELETED = "deleted"
    NOT_SEALED = "not_sealed"


@dataclass(frozen=True, slots=True)
class Restored:
    """One recording: what was found on the medium, and what its seal says."""

    recording: str
    outcome: Outcome
    sealed: str | None
    found: str | None


@dataclass(frozen=True, slots=True)
class Restoring:
    """The parts."""

    journal: Journal
    store: Store
    root: Path
    log: Path


def restore(
    names: Sequence[RecordingName], medium: Medium, parts: Restoring, *, out: Path | None = None
) -> Iterator[Restored]:
    """Bring them to the store, or to a folder `out`; what is not as sealed comes nowhere."""
    sealed, buried = _seals({name.text for name in names}, parts.log)
    for name in names:
        sha256 = sealed.get(name.text)
        if name.text in buried:
            yield Restored(name.text, Outcome.DELETED, sha256, None)
        elif sha256 is None:
            yield Restored(name.text, Outcome.NOT_SEALED, None, None)
        else:
            yield _restore(name, sha256, medium, (parts, out))


def names_between(
    medium: Medium, first_day: str | None, last_day: str | None
) -> list[RecordingName]:
    """What the medium's manifest has of these days, `20261122` and `20261123` both included."""
    names = {RecordingName.parse(entry.recording) for entry in medium.entries()}
    wanted = [
        name
        for name in names
        if (first_day is None or name.day >= first_day)
        and (last_day is None or name.day <= last_day)
    ]
    return sorted(wanted, key=lambda name: name.text)


def _restore(
    name: RecordingName, sha256: str, medium: Medium, where: tuple[Restoring, Path | None]
) -> Restored:
    parts, out = where
    source = place(medium.root, name, Form.MASTER)
    if not source.is_file():
        return Restored(name.text, Outcome.NOT_ON_MEDIUM, sha256, None)
    found = read_back(source)
    if found != sha256:
        return Restored(name.text, Outcome.DIFFERS, sha256, found)
    root = out or parts.root
    target = place(root, name, Form.MASTER)
    if target.is_file() and read_back(target) == sha256:
        return Restored(name.text, Outcome.THERE_ALREADY, sha256, found)
    try:
        copy_confirmed(source, root, name, sha256)
    except CopyDiffers as differs:
        return Restored(name.text, Outcome.DIFFERS, sha256, str(differs.args[0]))
    except OSError as error:
        raise ArchiveRefused(f"{root} cannot be written: {error.strerror}") from error
    if out is None:
        _make_the_rest(name, target, parts)
    return Restored(name.text, Outcome.RESTORED, sha256, found)


def _make_the_rest(name: RecordingName, master: Path, parts: Restoring) -> None:
    """The picture is made at once; the small copy by the recorder, when it looks next."""
    recording = parts.journal.get(name)
    if parts.store.find(name, Form.PEAKS) is None and recording.master is not None:
        rate_hz = recording.master.sample_rate_hz
        blocks = read_blocks(master, 60 * rate_hz)
        picture = np.concatenate([peaks(block, rate_hz) for block in blocks])
        part = parts.store.stage(name, Form.PEAKS, needs_bytes=picture.nbytes)
        with part.open("wb") as target:
            np.save(target, picture)
        parts.store.publish(name, Form.PEAKS)
    if recording.review_sha256 is not None and parts.store.find(name, Form.REVIEW) is None:
        parts.journal.forget_review(name)


def _seals(wanted: set[str], log: Path) -> tuple[dict[str, str | None], set[str]]:
    """Fingerprints by the log's own leaves, and what has a tombstone."""
    sealed: dict[str, str | None] = {}
    buried: set[str] = set()
    for leaf in read_log(log):
        if not isinstance(leaf, Leaf) or leaf.recording not in wanted:
            continue
        if leaf.is_tombstone:
            buried.add(leaf.recording)
        else:
            sealed[leaf.recording] = leaf.facts.get("flac_sha256")
    return sealed, buried
