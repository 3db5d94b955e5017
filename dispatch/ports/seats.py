"""Where seats are kept."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from dispatch.domain.seat import Seat


class SeatRepository(Protocol):
    """Seats, each locked until the transaction ends once it was read."""

    async def get(self, number: int) -> Seat:
        """Give a seat; SeatNotFound."""
        ...

    async def find(self, number: int) -> Seat | None:
        """Find a seat by its number."""
        ...

    async def find_of_staff(self, staff_number: str) -> Seat | None:
        """Find the seat at which a person is signed on."""
        ...

    async def list_with_call(self, call_id: UUID) -> Sequence[Seat]:
        """Give the seats that ring or talk with a call, by number."""
        ...

    async def list_all(self) -> Sequence[Seat]:
        """Give all seats, by number."""
        ...

    async def remove(self, number: int) -> None:
        """Take a seat away."""
        ...

    async def save(self, seat: Seat) -> None:
        """Store what changed, or a new seat."""
        ...
