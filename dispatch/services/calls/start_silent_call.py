"""Nobody speaks on a call: its call-taker begins the procedure, or asks once more."""

from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.events import Kind, call_event
from dispatch.domain.silent_call import begun
from dispatch.ports.transaction import Transaction


async def start_silent_call(call_id: UUID, staff_number: str, tx: Transaction) -> Call:
    """Account for the key before the exchange is asked to speak; it then tells that it did."""
    call = await tx.calls.get(call_id)
    started = begun(call, staff_number, tx.now)
    if started != call:
        await tx.calls.save(started)
        tx.events.append(call_event(Kind.CALL_SILENT_STARTED, started))
    return started
