"""Where it is kept who is in which room."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from dispatch.domain.conference import Conference


class ConferenceRepository(Protocol):
    """Rooms, each locked until the transaction ends once it was read."""

    async def get(self, conference_id: UUID) -> Conference:
        """Give one; ConferenceNotFound."""
        ...

    async def find_of_call(self, call_id: UUID) -> Conference | None:
        """Find the one that a call is in."""
        ...

    async def list_open(self, exchange: str) -> Sequence[Conference]:
        """Give those of an exchange that are not over, oldest first."""
        ...

    async def save(self, conference: Conference, /) -> None:
        """Store what changed, or a new one."""
        ...
