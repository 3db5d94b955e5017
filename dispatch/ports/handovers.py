"""Where hand-overs are kept."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from dispatch.domain.handover import Handover


class HandoverRepository(Protocol):
    """Hand-overs, each locked until the transaction ends once it was read."""

    async def get(self, handover_id: UUID) -> Handover:
        """Give one; HandoverNotFound."""
        ...

    async def list_asked_of(self, seat: int) -> Sequence[Handover]:
        """Give those that a seat asked for and nobody answered, oldest first."""
        ...

    async def list_accepted_of(self, orders: Sequence[UUID]) -> Sequence[Handover]:
        """Give those by which one of these orders changed hands, oldest first."""
        ...

    async def save(self, handover: Handover, /) -> None:
        """Store what changed, or a new one."""
        ...
