"""A locked caller spoke on or pressed a key: he waits for a seat like everybody."""

from datetime import timedelta

from dispatch.domain.call import CallNotFound
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, call_event
from dispatch.domain.signal import CallerBrokeThrough
from dispatch.ports.transaction import Transaction


async def break_through(signal: CallerBrokeThrough, tx: Transaction) -> None:
    """Show him in the queue, with the time in which he must be answered."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    through = call.broken_through()
    await tx.calls.save(through)
    site = await tx.site.current()
    due_at = tx.now + timedelta(seconds=site.answer_overdue_after_s)
    await tx.deadlines.set(Deadline(DeadlineKind.CALL_ANSWER, str(call.id), due_at))
    tx.events.append(call_event(Kind.CALL_BROKE_THROUGH, through))
