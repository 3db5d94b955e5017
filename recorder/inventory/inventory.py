"""Every row that says it has a file has it, and every file of the store has its row.

Names and lengths are compared, never contents: what a file holds is for `recorder verify`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from recorder.archive.layout import Form, day_folder
from recorder.archive.store import PART, Store
from recorder.faults import FaultCode
from recorder.ingest.conditions import Conditions
from recorder.recording import Recording
from recorder.state import RecordingState
from recorder.storage.journal import Journal

ROWS_A_LOOK: Final = 20_000
_FRESH_DAYS: Final = 2


@dataclass(frozen=True, slots=True)
class DayFound:
    """What one day's rows and files say of each other.

    Args:
        rows: Rows of the day, with and without sound.
        lost: Names of rows whose master is not there or not of its length.
        unowned: Names of files that no row is about.
    """

    day: str
    rows: int
    lost: tuple[str, ...]
    unowned: tuple[str, ...]


def compare_day(day: str, journal: Journal, store: Store) -> DayFound:
    """Compare one day, `20261122`, and open or mend the fault of each of its recordings.

    The files are listed before the rows: what is stored between the two has its row in any case.
    Raises OSError where the store cannot be read: then nothing is said.
    """
    files = _files(day_folder(store.root, day))
    recordings = journal.list_day(day)
    names = {one.name.text for one in recordings}
    lost = tuple(one.name.text for one in recordings if _is_gone(one, journal, store))
    for name in lost:
        journal.faults.note(name, FaultCode.FILE_LOST)
    for name in journal.faults.names_with(FaultCode.FILE_LOST, day) - set(lost):
        journal.faults.mend(name, FaultCode.FILE_LOST)
    unowned = tuple(file.name for file in files if file.name.rpartition(".")[0] not in names)
    return DayFound(day, len(recordings), lost, unowned)


class Inventory:
    """Looks at the newest days each time, and at some of the older ones in turn."""

    def __init__(self, journal: Journal, store: Store, conditions: Conditions) -> None:
        self._journal = journal
        self._store = store
        self._conditions = conditions
        self._unowned: dict[str, int] = {}
        self._last = ""

    def take(self) -> list[DayFound]:
        """Compare the newest days and older ones until `ROWS_A_LOOK` rows are seen."""
        days = sorted({*self._journal.list_days(), *_days(self._store.root)}, reverse=True)
        found: list[DayFound] = []
        for day in self._in_turn(days):
            found.append(compare_day(day, self._journal, self._store))
            if sum(one.rows for one in found) >= ROWS_A_LOOK and len(found) > _FRESH_DAYS:
                break
        self._tell(found, days)
        return found

    def _in_turn(self, days: list[str]) -> Iterator[str]:
        yield from days[:_FRESH_DAYS]
        older = days[_FRESH_DAYS:]
        passed = "" if self._last <= min(older, default="") else self._last
        for day in older:
            if not passed or day < passed:
                self._last = day
                yield day

    def _tell(self, found: Iterable[DayFound], days: list[str]) -> None:
        self._unowned |= {one.day: len(one.unowned) for one in found}
        self._unowned = {day: count for day, count in self._unowned.items() if day in days}
        change = self._conditions.begin if any(self._unowned.values()) else self._conditions.end
        change(FaultCode.FILE_UNOWNED)


def _is_gone(recording: Recording, journal: Journal, store: Store) -> bool:
    """Whether it is lost also by what its row says now: it may have been deleted meanwhile."""
    return _is_lost(recording, store) and _is_lost(journal.get(recording.name), store)


def _is_lost(recording: Recording, store: Store) -> bool:
    if recording.master is None or recording.state is RecordingState.DELETED:
        return False
    path = store.find(recording.name, Form.MASTER)
    return path is None or path.stat().st_size != recording.master.flac_bytes


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix != PART)


def _days(root: Path) -> Iterator[str]:
    for folder in root.glob("[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]"):
        yield "".join(folder.parts[-3:])
