"""No seat answers: the exchange leads the call one step further."""

from dispatch.domain.call import CallNotFound
from dispatch.domain.events import Kind, call_event
from dispatch.domain.signal import CallStepped
from dispatch.ports.transaction import Transaction


async def step_call(signal: CallStepped, tx: Transaction) -> None:
    """Show how far the call has gone."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    stepped = call.stepped(signal.step)
    await tx.calls.save(stepped)
    tx.events.append(call_event(Kind.CALL_STEPPED, stepped))
