"""The time for paperwork is over."""

from dispatch.domain.events import Kind, seat_event
from dispatch.domain.seat import SeatState
from dispatch.ports.transaction import Transaction


async def finish_wrap_up(number: int, tx: Transaction) -> None:
    """Make the seat ready again, if it still wraps up."""
    seat = await tx.seats.get(number)
    if seat.state is not SeatState.WRAP_UP:
        return
    ready = seat.ready(tx.now)
    await tx.seats.save(ready)
    tx.events.append(seat_event(Kind.SEAT_READY, ready))
