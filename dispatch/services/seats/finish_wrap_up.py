"""The time for paperwork is over."""

from dispatch.domain.events import Kind, seat_event
from dispatch.domain.seat import SeatState
from dispatch.ports.transaction import Transaction
from dispatch.services.leave_wrap_up import leave_wrap_up


async def finish_wrap_up(number: int, tx: Transaction) -> None:
    """Make the seat ready again, if it still wraps up; a call may ring there meanwhile."""
    seat = await tx.seats.get(number)
    await leave_wrap_up(seat, tx)
    if seat.state is SeatState.WRAP_UP:
        ready = seat.ready(tx.now)
        await tx.seats.save(ready)
        tx.events.append(seat_event(Kind.SEAT_READY, ready))
    elif seat.wraps_up is not None:
        await tx.seats.save(seat.wrapped_up())
