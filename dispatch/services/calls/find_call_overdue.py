"""Nobody answered in time: every desk is told."""

from uuid import UUID

from dispatch.domain.events import Kind, call_event
from dispatch.ports.transaction import Transaction


async def find_call_overdue(call_id: UUID, tx: Transaction) -> None:
    """Tell the desks once; a call that was answered meanwhile is left alone."""
    call = await tx.calls.get(call_id)
    if not call.waiting:
        return
    overdue = call.found_overdue(tx.now)
    await tx.calls.save(overdue)
    tx.events.append(call_event(Kind.CALL_OVERDUE, overdue))
