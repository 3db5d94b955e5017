"""A seat takes calls."""

from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.events import Kind, seat_event
from dispatch.domain.seat import Seat, SeatNotYours, SeatState
from dispatch.ports.transaction import Transaction


async def make_seat_ready(number: int, staff_number: str, tx: Transaction) -> Seat:
    """Take calls; saying so twice changes nothing.

    Raises:
        DispositionMissing: It was not said what the last talk was.
    """
    seat = await tx.seats.get(number)
    if seat.staff_number != staff_number:
        raise SeatNotYours(seat=number)
    if seat.state is SeatState.READY:
        return seat
    seat.must_have_wrapped_up()
    ready = seat.ready(tx.now)
    await tx.seats.save(ready)
    await tx.deadlines.clear(DeadlineKind.WRAP_UP, str(number))
    tx.events.append(seat_event(Kind.SEAT_READY, ready))
    return ready
