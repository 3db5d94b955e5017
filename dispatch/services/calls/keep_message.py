"""A caller whom nobody answered left a message."""

from dispatch.domain.call import CallNotFound
from dispatch.domain.events import Kind, call_event
from dispatch.domain.signal import MessageLeft
from dispatch.ports.transaction import Transaction


async def keep_message(signal: MessageLeft, tx: Transaction) -> None:
    """Name its recording on the call; a reaction opens the call-back."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    kept = call.left_message(signal.message)
    await tx.calls.save(kept)
    tx.events.append(call_event(Kind.CALL_MESSAGE_LEFT, kept))
