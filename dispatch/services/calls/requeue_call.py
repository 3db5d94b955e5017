"""The phone that talked died: the caller goes back to the head of the queue."""

from datetime import timedelta

from dispatch.domain.call import CallNotFound
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, call_event
from dispatch.domain.seat import SeatState
from dispatch.domain.signal import SeatLegLost
from dispatch.ports.transaction import Transaction
from dispatch.services.leave_call import leave_call


async def requeue_call(signal: SeatLegLost, tx: Transaction) -> None:
    """Show the caller at the head of the queue and free the seat that lost him."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    requeued = call.requeued(signal.happened_at)
    await tx.calls.save(requeued)
    site = await tx.site.current()
    due_at = tx.now + timedelta(seconds=site.answer_overdue_after_s)
    await tx.deadlines.set(Deadline(DeadlineKind.CALL_ANSWER, str(call.id), due_at))
    tx.events.append(call_event(Kind.CALL_REQUEUED, requeued))
    for seat in await tx.seats.list_with_call(call.id):
        if seat.state is SeatState.TALKING:
            await leave_call(seat, call, tx)
