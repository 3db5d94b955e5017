"""Where messages between seats are kept."""

from typing import Protocol
from uuid import UUID

from dispatch.domain.seat_message import SeatMessage


class SeatMessageRepository(Protocol):
    """Messages, each locked until the transaction ends once it was read."""

    async def find(self, message_id: UUID) -> SeatMessage | None:
        """Find one."""
        ...

    async def save(self, message: SeatMessage, /) -> None:
        """Store what changed, or a new one."""
        ...
