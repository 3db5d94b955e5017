"""A call-taker leaves."""

from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.events import Kind, seat_event
from dispatch.domain.handover import HandoverNeeded
from dispatch.domain.seat import Seat, SeatNotYours
from dispatch.ports.transaction import Transaction
from dispatch.services.hold_open_work import hold_open_work
from dispatch.services.leave_wrap_up import leave_wrap_up
from dispatch.services.withdraw_handovers import withdraw_handovers


async def sign_off_seat(number: int, staff_number: str, tx: Transaction) -> Seat:
    """Leave the seat; refused while it rings or talks.

    Raises:
        HandoverNeeded: Somebody must take over what is left; with how much of each it is.
    """
    seat = await tx.seats.get(number)
    if seat.staff_number != staff_number:
        raise SeatNotYours(seat=number)
    work = await hold_open_work(seat, tx)
    if not work.is_none:
        counts = {"calls": len(work.calls), "orders": len(work.orders), "tasks": len(work.tasks)}
        raise HandoverNeeded(seat=number, **counts)
    left = seat.signed_off(tx.now)
    await leave_wrap_up(seat, tx)
    await withdraw_handovers(number, tx)
    await tx.seats.save(left)
    await tx.deadlines.clear(DeadlineKind.WRAP_UP, str(number))
    tx.events.append(seat_event(Kind.SEAT_SIGNED_OFF, left))
    return left
