"""The caller waits in the queue."""

from dispatch.domain.call import CallNotFound
from dispatch.domain.events import Kind, call_event
from dispatch.domain.signal import CallQueued
from dispatch.ports.transaction import Transaction


async def queue_call(signal: CallQueued, tx: Transaction) -> None:
    """Note the place in the queue, first is 1."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    queued = call.queued(signal.position)
    await tx.calls.save(queued)
    tx.events.append(call_event(Kind.CALL_QUEUED, queued))
