"""Brings every sealed master to the second store; slow or absent, it delays nothing else."""

import threading
from pathlib import Path
from typing import Final

import structlog

from recorder.archive.layout import Form
from recorder.archive.store import Store
from recorder.faults import FaultCode
from recorder.ingest.conditions import Conditions
from recorder.keeping.copying import CopyDiffers, copy_confirmed
from recorder.recording import Recording
from recorder.storage.copy_list import Kind
from recorder.storage.journal import Journal

BATCH: Final = 50
INTERVAL_S: Final = 2.0
_AFTER_FAILURE_S: Final = 15.0

log = structlog.get_logger()


class SecondStore:
    """A folder on another disk or machine; a folder that is not mounted is away, never made."""

    def __init__(
        self, folder: Path, journal: Journal, store: Store, conditions: Conditions
    ) -> None:
        self.folder = folder
        self._journal = journal
        self._store = store
        self._conditions = conditions
        self._begun = False

    @property
    def place(self) -> str:
        """As it is shown."""
        return str(self.folder)

    def tick(self) -> bool:
        """Copy one batch; True if there may be more to do now."""
        if not self._begun:
            self._journal.copies.begin_place(self.place, Kind.SECOND)
            self._begun = True
        try:
            if not self.folder.is_dir():
                raise FileNotFoundError(self.place)
            return self._copy_batch()
        except OSError as error:
            if self._conditions.begin(FaultCode.SECOND_STORE_AWAY):
                log.warning("second_store.away", why=type(error).__name__)
            return False

    def _copy_batch(self) -> bool:
        due = self._journal.copies.list_due(Kind.SECOND, BATCH)
        confirmed = [self._copy(recording) for recording in due]
        self._conditions.end(FaultCode.SECOND_STORE_AWAY)
        if False in confirmed:
            self._conditions.begin(FaultCode.COPY_DIFFERS)
        elif due:
            self._conditions.end(FaultCode.COPY_DIFFERS)
        return len(due) == BATCH and all(confirmed)

    def _copy(self, recording: Recording) -> bool:
        name, master = recording.name, recording.master
        source = self._store.find(name, Form.MASTER)
        if master is None or source is None:
            return False
        try:
            copy_confirmed(source, self.folder, name, master.flac_sha256)
        except CopyDiffers as differs:
            log.warning("second_store.differs", recording=name.text)
            self._journal.copies.differ(name, self.place, Kind.SECOND, str(differs.args[0]))
            return False
        self._journal.copies.confirm(name, self.place, Kind.SECOND, master.flac_sha256)
        return True


def keep_copying(second: SecondStore, stop: threading.Event) -> None:
    """Copy until told to stop, in a thread that nobody waits for: a dead mount may hold it."""
    while not stop.is_set():
        try:
            more = second.tick()
            pause_s = 0.0 if more else INTERVAL_S
        except Exception:  # a fault of the copies is no fault of the recording
            log.exception("second_store.failed")
            pause_s = _AFTER_FAILURE_S
        stop.wait(pause_s)
