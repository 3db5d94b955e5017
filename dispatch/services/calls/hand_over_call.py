"""A seat gave its caller to another."""

from datetime import timedelta

from dispatch.domain.call import CallNotFound
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, call_event
from dispatch.domain.seat import SeatState
from dispatch.domain.signal import CallTransferred
from dispatch.ports.transaction import Transaction
from dispatch.services.leave_call import leave_call


async def hand_over_call(signal: CallTransferred, tx: Transaction) -> None:
    """Let the caller wait for the other seat, with an alarm of his own, and free the one he left.

    His incident goes with him: it belongs to the call.
    """
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    given = call.transferred(signal.sender, signal.happened_at)
    await tx.calls.save(given)
    site = await tx.site.current()
    due_at = tx.now + timedelta(seconds=site.answer_overdue_after_s)
    await tx.deadlines.set(Deadline(DeadlineKind.CALL_ANSWER, str(call.id), due_at))
    tx.events.append(call_event(Kind.CALL_TRANSFERRED, given))
    for seat in await tx.seats.list_with_call(call.id):
        if seat.state is SeatState.TALKING:
            await leave_call(seat, call, tx)
