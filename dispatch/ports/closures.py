"""Closures: where they are kept, and what the roads say of one before it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.closure import Closure, StreetHit
from gis.datum import Wgs84


class ClosureRepository(Protocol):
    """Closures within a transaction."""

    async def get(self, closure_id: UUID, /) -> Closure:
        """Give one; ClosureNotFound."""
        ...

    async def list_open(self, at: datetime) -> Sequence[Closure]:
        """Give those that are not over; who asks meanwhile to draw one waits."""
        ...

    async def next_number(self) -> int:
        """Give the number of the next one."""
        ...

    async def save(self, closure: Closure, /) -> None:
        """Store what changed, or a new one."""
        ...


class ClosureQueries(Protocol):
    """Reads outside of commands. All raise DatabaseAway."""

    async def list_in_force(self) -> Sequence[Closure]:
        """Give those in force now by the database's clock, by their numbers."""
        ...

    async def list_open(self) -> Sequence[Closure]:
        """Give those that are not over, by their numbers."""
        ...

    async def find(self, closure_id: UUID) -> Closure | None:
        """Find one."""
        ...

    async def list_recent(self, limit: int) -> Sequence[Closure]:
        """Give those that are not over and the last that are, newest first."""
        ...


@dataclass(frozen=True, slots=True)
class CheckedClosure:
    """What one would do.

    Args:
        cut_off: Numbers of the places that can be driven to now and then could not.
        swapped: It touches no road, but would the other way round.
    """

    streets: tuple[StreetHit, ...]
    cut_off: tuple[int, ...]
    swapped: bool


class ClosureCheck(Protocol):
    """What the roads say."""

    async def check_closure(
        self, before: Sequence[Closure], new: Closure, places: Sequence[Wgs84]
    ) -> CheckedClosure:
        """Tell what it would do beside those that there are; ClosureUnchecked without answer."""
        ...


@dataclass(frozen=True, slots=True)
class ClosureDesk:
    """What drawing works with."""

    queries: ClosureQueries
    check: ClosureCheck
