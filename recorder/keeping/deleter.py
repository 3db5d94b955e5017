"""The use case: the sound of a recording goes, its row, seal and tombstone stay.

First the tombstone is a durable leaf of the log, then the files go, then the row says DELETED: what
a crash leaves in between is finished at the next look, and nothing ever goes without a leaf.
"""

from pathlib import Path

import structlog

from recorder.archive.layout import Form, place
from recorder.archive.store import Store
from recorder.faults import FaultCode
from recorder.ingest.conditions import Conditions
from recorder.integrity.manifest import Deletion
from recorder.integrity.sealer import Sealer
from recorder.keeping.retention import is_archived
from recorder.names import RecordingName
from recorder.storage.copy_list import CopyState, Kind
from recorder.storage.hold_list import AskedDeletion, Cause
from recorder.storage.journal import Journal

log = structlog.get_logger()


class Deleter:
    """Does what is confirmed. Runs in the sealer's turn: the log has one writer."""

    def __init__(
        self, journal: Journal, store: Store, sealer: Sealer, conditions: Conditions
    ) -> None:
        self._journal = journal
        self._store = store
        self._sealer = sealer
        self._conditions = conditions

    def tick(self) -> None:
        """Delete what is confirmed, one by one; what may not go stays and is told."""
        lags = False
        for asked in self._journal.holds.list_confirmed():
            name = RecordingName.parse(asked.recording)
            if self._journal.holds.is_held(name):
                continue
            if asked.cause is Cause.RETENTION and not is_archived(self._journal, name):
                lags = True
                continue
            self._delete(name, asked)
        if lags:
            self._conditions.begin(FaultCode.ARCHIVE_LAGS)

    def _delete(self, name: RecordingName, asked: AskedDeletion) -> None:
        copies = self._second_copies(name)
        if any(not root.is_dir() for root in copies):
            return
        if not self._journal.seals.is_buried(name):
            told = Deletion(asked.asked_by, asked.reason, asked.cause.value, asked.confirmed_by)
            self._sealer.bury(name, told)
        for root in copies:
            place(root, name, Form.MASTER).unlink(missing_ok=True)
        for form in (Form.REVIEW, Form.PEAKS, Form.MASTER):
            self._store.remove(name, form)
        self._journal.mark_deleted(name)
        log.info("recording.deleted", recording=name.text, cause=asked.cause)

    def _second_copies(self, name: RecordingName) -> list[Path]:
        """Second stores that have it: one that is away must come back before anything goes."""
        return [
            Path(copy.place)
            for copy in self._journal.copies.of(name)
            if copy.kind is Kind.SECOND and copy.state is not CopyState.REMOVED
        ]
