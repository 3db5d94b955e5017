"""Where marks and locks of nuisance numbers are kept."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.exchange_lists import ExchangeFacts
from dispatch.domain.nuisance import NuisanceMark, NumberLock, Protection


class NuisanceRepository(Protocol):
    """Marks and locks; a lock is locked until the transaction ends once it was read."""

    async def add_mark(self, mark: NuisanceMark) -> None:
        """Store a mark; a second one of the same person on the same call changes nothing."""
        ...

    async def list_marks(self, number: str, since: datetime) -> Sequence[NuisanceMark]:
        """Give the marks of a number that came after its last lock began, oldest first."""
        ...

    async def get_lock(self, lock_id: UUID) -> NumberLock:
        """Give a lock; LockNotFound."""
        ...

    async def find_lock(self, number: str) -> NumberLock | None:
        """Find the lock of a number that has not ended."""
        ...

    async def save_lock(self, lock: NumberLock) -> None:
        """Store a lock, new or changed."""
        ...

    async def list_protected(self) -> Mapping[Protection, Collection[str]]:
        """Give the telephones of hospitals, stations and key patients, as they were typed."""
        ...

    async def list_open_numbers(self) -> Collection[str]:
        """Give the numbers whose incident is in work with place and kind known."""
        ...


class NuisanceQueries(Protocol):
    """Reads outside of commands. All raise DatabaseAway when the database cannot be asked."""

    async def list_locks(self, ended_shown: int) -> Sequence[NumberLock]:
        """Give the locks that run, and the last that ended, newest first."""
        ...

    async def read_exchange_facts(self) -> ExchangeFacts:
        """Read what the lists of the exchanges are made of."""
        ...
