"""A seat takes no calls, for a reason."""

from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.events import Kind, seat_event
from dispatch.domain.seat import BusyReason, Seat, SeatNotYours
from dispatch.ports.transaction import Transaction
from dispatch.services.leave_wrap_up import leave_wrap_up


async def make_seat_busy(
    number: int, staff_number: str, reason: BusyReason, tx: Transaction
) -> Seat:
    """Take no calls; each change of reason closes one span and opens the next."""
    seat = await tx.seats.get(number)
    if seat.staff_number != staff_number:
        raise SeatNotYours(seat=number)
    busy = seat.busy(reason, tx.now)
    await leave_wrap_up(seat, tx)
    await tx.seats.save(busy)
    await tx.deadlines.clear(DeadlineKind.WRAP_UP, str(number))
    tx.events.append(seat_event(Kind.SEAT_BUSY, busy))
    return busy
