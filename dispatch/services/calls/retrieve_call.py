"""The caller is taken back from hold."""

from dispatch.domain.call import CallNotFound
from dispatch.domain.events import Kind, call_event
from dispatch.domain.signal import CallRetrieved
from dispatch.ports.transaction import Transaction


async def retrieve_call(signal: CallRetrieved, tx: Transaction) -> None:
    """Talk again."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    retrieved = call.retrieved()
    await tx.calls.save(retrieved)
    tx.events.append(call_event(Kind.CALL_RETRIEVED, retrieved))
