"""Where calls are kept."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from dispatch.domain.call import Call


class CallRepository(Protocol):
    """Calls, each locked until the transaction ends once it was read."""

    async def get(self, call_id: UUID) -> Call:
        """Give a call; CallNotFound."""
        ...

    async def find_on_exchange(self, exchange: str, unique_id: str) -> Call | None:
        """Find the call that a caller's channel carries."""
        ...

    async def list_open_on_exchange(self, exchange: str) -> Sequence[Call]:
        """Give every call of an exchange that is not over, oldest first."""
        ...

    async def find_held_at(self, seat: int, *, but: UUID) -> Call | None:
        """Find the caller whom a seat holds, longest first; not this one."""
        ...

    async def add(self, call: Call) -> None:
        """Store a new call."""
        ...

    async def save(self, call: Call) -> None:
        """Store what changed."""
        ...
