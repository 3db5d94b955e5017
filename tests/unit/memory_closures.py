"""Closures over a dictionary; see `dispatch.ports.closures`."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from dispatch.domain.closure import Closure, ClosureNotFound


class MemoryClosures:
    """Every closure in the order in which it was kept."""

    def __init__(self) -> None:
        self.kept: dict[UUID, Closure] = {}

    async def get(self, closure_id: UUID, /) -> Closure:
        if closure_id not in self.kept:
            raise ClosureNotFound
        return self.kept[closure_id]

    async def list_open(self, at: datetime) -> Sequence[Closure]:
        return [one for one in self.kept.values() if not one.over(at)]

    async def next_number(self) -> int:
        return len(self.kept) + 1

    async def save(self, closure: Closure, /) -> None:
        self.kept[closure.id] = closure
