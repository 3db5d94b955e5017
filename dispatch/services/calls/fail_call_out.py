"""A call from a seat came to nothing before anybody was rung."""

from uuid import UUID

from dispatch.domain.call import CallState, EndedBy
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.dialling import DialResult
from dispatch.domain.events import Kind, call_event
from dispatch.ports.transaction import Transaction


async def fail_call_out(call_id: UUID, result: DialResult, tx: Transaction) -> None:
    """End it, unless the exchange told of it meanwhile."""
    call = await tx.calls.get(call_id)
    if call.state is not CallState.OFFERED:
        return
    failed = call.ended(tx.now, by=EndedBy.EXCHANGE, cause=None, dial_result=result)
    await tx.calls.save(failed)
    await tx.deadlines.clear(DeadlineKind.CALL_OUT, str(call.id))
    tx.events.append(call_event(Kind.CALL_ENDED, failed))
