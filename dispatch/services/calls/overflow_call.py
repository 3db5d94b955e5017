"""No seat answers: a spare phone rings."""

from dispatch.domain.call import CallNotFound
from dispatch.domain.events import Kind, call_event
from dispatch.domain.signal import CallDiverted
from dispatch.ports.transaction import Transaction


async def overflow_call(signal: CallDiverted, tx: Transaction) -> None:
    """Show which spare phone rings."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    overflowed = call.overflowed(signal.target)
    await tx.calls.save(overflowed)
    tx.events.append(call_event(Kind.CALL_OVERFLOWED, overflowed))
