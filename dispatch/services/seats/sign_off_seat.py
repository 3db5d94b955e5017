"""A call-taker leaves."""

from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.events import Kind, seat_event
from dispatch.domain.seat import Seat, SeatNotYours
from dispatch.ports.transaction import Transaction


async def sign_off_seat(number: int, staff_number: str, tx: Transaction) -> Seat:
    """Leave the seat; refused while it rings or talks."""
    seat = await tx.seats.get(number)
    if seat.staff_number != staff_number:
        raise SeatNotYours(seat=number)
    left = seat.signed_off(tx.now)
    await tx.seats.save(left)
    await tx.deadlines.clear(DeadlineKind.WRAP_UP, str(number))
    tx.events.append(seat_event(Kind.SEAT_SIGNED_OFF, left))
    return left
