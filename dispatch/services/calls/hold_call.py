"""The caller is put on hold."""

from dispatch.domain.call import CallNotFound
from dispatch.domain.events import Kind, call_event
from dispatch.domain.signal import CallHeld
from dispatch.ports.transaction import Transaction


async def hold_call(signal: CallHeld, tx: Transaction) -> None:
    """Note since when the caller hears nobody."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    held = call.held(signal.happened_at)
    await tx.calls.save(held)
    tx.events.append(call_event(Kind.CALL_HELD, held))
