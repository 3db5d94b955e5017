"""The call-taker of a silent call goes by the known address."""

from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.events import Kind, call_event
from dispatch.domain.silent_call import located
from dispatch.ports.transaction import Transaction


async def locate_silent_call(call_id: UUID, staff_number: str, tx: Transaction) -> Call:
    """Note that the known address was put forward; a person still confirms the scene."""
    call = located(await tx.calls.get(call_id), staff_number, tx.now)
    await tx.calls.save(call)
    tx.events.append(call_event(Kind.CALL_SILENT_LOCATED, call))
    return call
