"""The small copy for listening, made behind the ingest: Opus costs ten times the master's work."""

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import structlog

from recorder.archive.audio_files import AudioFileError, write_opus
from recorder.archive.layout import Form
from recorder.archive.store import Store
from recorder.faults import FaultCode
from recorder.integrity.digest import file_sha256
from recorder.recording import Recording
from recorder.storage.journal import Journal
from recorder.waiting import pause

INTERVAL_S: Final = 1.0
_NICE: Final = 15
_BATCH: Final = 4
_BYTES_A_MS: Final = 8

log = structlog.get_logger()


def make_review(
    recording: Recording, journal: Journal, store: Store, *, is_stopped: Callable[[], bool]
) -> None:
    """Make the review copy of one master; safe to repeat. A master that refuses is a fault."""
    name = recording.name
    needs_bytes = 0 if recording.master is None else recording.master.duration_ms * _BYTES_A_MS
    part = store.stage(name, Form.REVIEW, needs_bytes=needs_bytes)
    try:
        if not write_opus(store.get(name, Form.MASTER), part, is_stopped=is_stopped):
            return
    except (AudioFileError, FileNotFoundError):
        log.exception("recording.review_failed", recording=name.text)
        journal.faults.note(name.text, FaultCode.REVIEW_FAILED)
        return
    sha256 = file_sha256(part)
    store.publish(name, Form.REVIEW)
    journal.set_review(name, sha256)


class Reviewer:
    """Works through the masters without a review copy, one at a time, at low priority."""

    def __init__(
        self, journal: Journal, store: Store, is_short: Callable[[], bool] = lambda: False
    ) -> None:
        self._journal = journal
        self._store = store
        self._is_short = is_short

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop."""
        with ThreadPoolExecutor(1, "review", initializer=_lower_priority) as executor:
            while not stop.is_set():
                try:
                    worked = await asyncio.get_running_loop().run_in_executor(
                        executor, self._work, stop
                    )
                except Exception:  # the copy may wait, the recorder goes on
                    log.exception("review.failed")
                    worked = False
                if not worked:
                    await pause(stop, INTERVAL_S)

    def _work(self, stop: asyncio.Event) -> bool:
        if self._is_short():
            return False
        recordings = self._journal.list_unreviewed(_BATCH)
        for recording in recordings:
            make_review(recording, self._journal, self._store, is_stopped=stop.is_set)
        return bool(recordings)


def _lower_priority() -> None:
    """On Linux each thread has a niceness of its own."""
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
