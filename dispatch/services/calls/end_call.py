"""The caller's channel is gone."""

from datetime import timedelta

from dispatch.domain.call import Call, CallNotFound
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, call_event, seat_event
from dispatch.domain.seat import Seat, SeatState
from dispatch.domain.signal import CallEnded
from dispatch.ports.transaction import Transaction
from dispatch.services.leave_call import leave_call


async def end_call(signal: CallEnded, tx: Transaction) -> None:
    """End a call and free every seat that it rang or talked at."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    ended = call.ended(
        signal.happened_at,
        by=signal.ended_by,
        cause=signal.cause,
        dial_result=signal.dial_result,
    )
    await tx.calls.save(ended)
    await tx.deadlines.clear(DeadlineKind.CALL_ANSWER, str(call.id))
    await tx.deadlines.clear(DeadlineKind.CALL_OUT, str(call.id))
    tx.events.append(call_event(Kind.CALL_ENDED, ended))
    for seat in await tx.seats.list_with_call(call.id):
        await _free(seat, ended, tx)


async def _free(seat: Seat, call: Call, tx: Transaction) -> None:
    if seat.state is not SeatState.TALKING:
        freed = seat.rung_out(tx.now)
        await tx.seats.save(freed)
        tx.events.append(seat_event(Kind.SEAT_RANG_OUT, freed))
        return
    owed = call.id if call.answered_at else None
    freed = await leave_call(seat, call, tx, wraps_up=owed)
    if freed.state is not SeatState.WRAP_UP:
        return
    if wrap_up_s := (await tx.site.current()).wrap_up_s:
        due_at = tx.now + timedelta(seconds=wrap_up_s)
        await tx.deadlines.set(Deadline(DeadlineKind.WRAP_UP, str(freed.number), due_at))
