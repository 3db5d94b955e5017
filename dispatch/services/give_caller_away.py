"""A caller leaves the seat at which he talked, and waits for another."""

from datetime import timedelta

from dispatch.domain.call import Call
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, call_event
from dispatch.domain.seat import SeatState
from dispatch.ports.transaction import Transaction
from dispatch.services.leave_call import leave_call


async def give_caller_away(before: Call, given: Call, tx: Transaction) -> None:
    """Let the caller wait with an alarm of his own, and free the seat that he left.

    His incident goes with him: it belongs to the call.
    """
    await tx.calls.save(given)
    site = await tx.site.current()
    due_at = tx.now + timedelta(seconds=site.answer_overdue_after_s)
    await tx.deadlines.set(Deadline(DeadlineKind.CALL_ANSWER, str(given.id), due_at))
    tx.events.append(call_event(Kind.CALL_TRANSFERRED, given))
    for seat in await tx.seats.list_with_call(before.id):
        if seat.state is SeatState.TALKING:
            await leave_call(seat, before, tx)
