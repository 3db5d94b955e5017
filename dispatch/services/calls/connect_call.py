"""A phone answered."""

from dispatch.domain.call import Call, CallNotFound
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.events import Kind, call_event, seat_event
from dispatch.domain.seat import Seat
from dispatch.domain.signal import CallAnswered
from dispatch.ports.transaction import Transaction
from dispatch.services.leave_wrap_up import leave_wrap_up


async def connect_call(signal: CallAnswered, tx: Transaction) -> None:
    """Begin the talk and let every other seat that rang rest."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    rung = await tx.seats.list_with_call(call.id)
    seat = None if signal.seat is None else await tx.seats.find(signal.seat)
    answered = call.answered(
        signal.happened_at,
        seat=signal.seat,
        staff_number=seat.staff_number if seat else None,
        phone=signal.phone,
    )
    await tx.calls.save(answered)
    await tx.deadlines.clear(DeadlineKind.CALL_ANSWER, str(call.id))
    tx.events.append(call_event(Kind.CALL_ANSWERED, answered))
    await _let_rest([other for other in rung if other.number != signal.seat and other.rings], tx)
    if seat is not None:
        await _talk(seat, call, tx)


async def _talk(seat: Seat, call: Call, tx: Transaction) -> None:
    await tx.deadlines.clear(DeadlineKind.WRAP_UP, str(seat.number))
    if seat.engaged:
        talking = seat.turned_to(call.id)
    else:
        await leave_wrap_up(seat, tx)
        talking = seat.answered(call.id, tx.now)
    await tx.seats.save(talking)
    tx.events.append(seat_event(Kind.SEAT_TALKING, talking))


async def _let_rest(seats: list[Seat], tx: Transaction) -> None:
    for seat in seats:
        rested = seat.rung_out(tx.now)
        await tx.seats.save(rested)
        tx.events.append(seat_event(Kind.SEAT_RANG_OUT, rested))
