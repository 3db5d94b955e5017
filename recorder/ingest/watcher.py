"""Watches the exchange's folder and does one piece of work after the other."""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog

from recorder.archive.store import RESERVE_BYTES, Store
from recorder.clock import Clock
from recorder.faults import FaultCode
from recorder.ingest.abandoned import QUIET_S, QuietWatch
from recorder.ingest.clear_source import clear_source
from recorder.ingest.conditions import Conditions
from recorder.ingest.incoming import Incoming, Sighting, look
from recorder.ingest.ingest_recording import ingest_recording
from recorder.ingest.spool import Spool
from recorder.recording import Recording
from recorder.state import RecordingState
from recorder.storage.journal import Journal

RETRY_S: Final = 5.0
MISSING_AFTER_S: Final = 60.0

log = structlog.get_logger()


def _never_short(_: datetime) -> datetime | None:
    return None


@dataclass(frozen=True, slots=True)
class Ports:
    """What the watcher works with."""

    folder: Path
    journal: Journal
    store: Store
    conditions: Conditions
    clock: Clock
    quiet: QuietWatch
    index_away: Callable[[], bool]
    spool: Spool | None = None
    short_after: Callable[[datetime], datetime | None] = _never_short


class Watcher:
    """Brings each recording from the folder to the store; no recording can hold up another.

    Not for the event loop: each `tick` reads and writes files.
    """

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._retry_at_s: dict[str, float] = {}
        self._out_of_space: set[str] = set()
        self.backlog = 0

    def tick(self) -> bool:
        """Look once and do at most one piece of work; True if there may be more to do now."""
        incoming = self._look()
        if incoming is None:
            return False
        names = {sighting.name.text for sighting in incoming.sightings}
        self._tell_strays(incoming, names)
        due = [job for sighting in incoming.sightings if (job := self._find_job(sighting))]
        self.backlog = sum(1 for _, recording in due if recording.state is RecordingState.WRITING)
        ready = [job for job in due if not self._waits(job[0])]
        worked = bool(ready) and self._attempt(*ready[0])
        self._tell_space(names)
        self._ports.journal.tell_missing(after_s=MISSING_AFTER_S)
        return worked or len(ready) > 1

    def _waits(self, sighting: Sighting) -> bool:
        """Whether it failed a moment ago."""
        return self._retry_at_s.get(sighting.name.text, 0.0) > self._ports.clock.monotonic_s()

    def _look(self) -> Incoming | None:
        try:
            incoming = look(self._ports.folder, *self._spools())
        except OSError as error:
            self._hold(FaultCode.INCOMING_UNREADABLE, holds=True, why=type(error).__name__)
            return None
        self._hold(FaultCode.INCOMING_UNREADABLE, holds=False)
        return incoming

    def _spools(self) -> list[Path]:
        """The second spool while it is there; what lies in it waits for its disk."""
        spool = self._ports.spool
        if spool is None:
            return []
        self._hold(FaultCode.SPOOL_AWAY, holds=not spool.is_there)
        return [spool.folder] if spool.is_there else []

    def _find_job(self, sighting: Sighting) -> tuple[Sighting, Recording] | None:
        """The recording, if something is to be done for it now."""
        recording = self._ports.journal.find(sighting.name) or self._begin(sighting)
        if recording is None or not self._is_due(sighting, recording):
            return None
        return sighting, recording

    def _begin(self, sighting: Sighting) -> Recording | None:
        if self._waits(sighting) or not self._guarded(
            sighting, lambda: self._ports.journal.begin(sighting.name)
        ):
            return None
        log.info("recording.seen", recording=sighting.name.text)
        return self._ports.journal.get(sighting.name)

    def _is_due(self, sighting: Sighting, recording: Recording) -> bool:
        match recording.state:
            case RecordingState.WRITING:
                return sighting.done is not None or self._ports.quiet.is_abandoned(sighting)
            case RecordingState.STORED:
                return self._ports.index_away()
            case _:
                return True

    def _attempt(self, sighting: Sighting, recording: Recording) -> bool:
        journal, store = self._ports.journal, self._ports.store
        if recording.state is not RecordingState.WRITING:
            return self._guarded(
                sighting, lambda: clear_source(sighting, recording, journal, store)
            )
        return self._guarded(sighting, lambda: self._ingest(sighting))

    def _ingest(self, sighting: Sighting) -> None:
        name = sighting.name
        ports = self._ports
        short_at = ports.short_after(name.started_at)
        if not ingest_recording(sighting, ports.journal, ports.store, short_at=short_at):
            log.info("recording.grew", recording=name.text)
            return
        recording = self._ports.journal.get(name)
        log.info(
            "recording.settled",
            recording=name.text,
            state=recording.state,
            fault=recording.fault,
            repaired=recording.repaired,
        )

    def _guarded(self, sighting: Sighting, act: Callable[[], object]) -> bool:
        """Do it; what goes wrong is shown and tried again later, the others go on."""
        name = sighting.name.text
        try:
            act()
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                self._failed(name, error)
            else:
                self._out_of_space.add(name)
                self._make_room(sighting)
        except Exception as error:  # one bad recording must not end the watch over the others
            self._failed(name, error)
        else:
            self._retry_at_s.pop(name, None)
            self._out_of_space.discard(name)
            return True
        self._retry_at_s[name] = self._ports.clock.monotonic_s() + RETRY_S
        return False

    def _make_room(self, sighting: Sighting) -> None:
        """Bring finished files to the second spool: their room is for calls that go on."""
        spool = self._ports.spool
        if spool is None or sighting.done is None or not spool.is_there:
            return
        try:
            spool.bring(sighting)
        except OSError as error:
            log.warning("spool.refused", recording=sighting.name.text, why=type(error).__name__)
        else:
            log.info("spool.brought", recording=sighting.name.text)

    def _failed(self, name: str, error: Exception) -> None:
        log.error(
            "recording.ingest_failed", recording=name, why=type(error).__name__, exc_info=error
        )
        try:
            self._ports.journal.faults.note(name, FaultCode.INGEST_FAILED)
        except OSError:
            self._out_of_space.add(name)

    def _tell_strays(self, incoming: Incoming, names: set[str]) -> None:
        ports = self._ports
        strays = tuple(sorted((str(s.path), s.size_bytes) for s in incoming.strays))
        ports.quiet.forget_all_but({*names, ""})
        stray = bool(strays) and ports.quiet.quiet_s("", strays) >= QUIET_S
        self._hold(FaultCode.STRAY_FILE, holds=stray)

    def _tell_space(self, names: set[str]) -> None:
        self._out_of_space &= names
        low = self._ports.store.free_bytes() < RESERVE_BYTES
        self._hold(FaultCode.DISK_FULL, holds=low or bool(self._out_of_space))

    def _hold(self, code: FaultCode, *, holds: bool, why: str = "") -> None:
        if holds and self._ports.conditions.begin(code):
            log.error("recorder.fault", code=code, why=why)
        elif not holds and self._ports.conditions.end(code):
            log.info("recorder.fault_ended", code=code)
