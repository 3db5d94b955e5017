"""A silent caller heard the question."""

from dispatch.domain.call import CallNotFound
from dispatch.domain.events import Kind, call_event
from dispatch.domain.signal import SilentAsked
from dispatch.domain.silent_call import asked
from dispatch.ports.transaction import Transaction


async def note_silent_asked(signal: SilentAsked, tx: Transaction) -> None:
    """Show the call-taker that the caller knows what to do."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    told = asked(call, signal.happened_at)
    await tx.calls.save(told)
    tx.events.append(call_event(Kind.CALL_SILENT_ASKED, told))
