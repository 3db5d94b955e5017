"""Marks and locks of nuisance numbers over dictionaries; see `dispatch.ports.nuisance`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from dispatch.domain.nuisance import LockNotFound, NuisanceMark, NumberLock, Protection


class MemoryNuisance:
    """What a test puts into `protected` and `open_numbers` is never locked."""

    def __init__(self) -> None:
        self.marks: list[NuisanceMark] = []
        self.locks: dict[UUID, NumberLock] = {}
        self.protected: dict[Protection, Collection[str]] = {}
        self.open_numbers: set[str] = set()

    async def add_mark(self, mark: NuisanceMark) -> None:
        if (mark.call_id, mark.by) not in {(one.call_id, one.by) for one in self.marks}:
            self.marks.append(mark)

    async def list_marks(self, number: str, since: datetime) -> Sequence[NuisanceMark]:
        own = [lock.locked_at for lock in self.locks.values() if lock.number == number]
        after = max([since, *own])
        return [mark for mark in self.marks if mark.number == number and mark.at > after]

    async def get_lock(self, lock_id: UUID) -> NumberLock:
        if lock_id not in self.locks:
            raise LockNotFound
        return self.locks[lock_id]

    async def find_lock(self, number: str) -> NumberLock | None:
        running = [lock for lock in self.locks.values() if lock.ended_at is None]
        return next((lock for lock in running if lock.number == number), None)

    async def save_lock(self, lock: NumberLock) -> None:
        self.locks[lock.id] = lock

    async def list_protected(self) -> Mapping[Protection, Collection[str]]:
        return self.protected

    async def list_open_numbers(self) -> Collection[str]:
        return self.open_numbers
