"""The caller is taken back from hold."""

from dispatch.domain.call import CallNotFound
from dispatch.domain.events import Kind, call_event, seat_event
from dispatch.domain.signal import CallRetrieved
from dispatch.ports.transaction import Transaction


async def retrieve_call(signal: CallRetrieved, tx: Transaction) -> None:
    """Talk again; the seat turns to him if it had answered another meanwhile."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    retrieved = call.retrieved()
    await tx.calls.save(retrieved)
    tx.events.append(call_event(Kind.CALL_RETRIEVED, retrieved))
    seat = None if signal.seat is None else await tx.seats.find(signal.seat)
    if seat is not None and seat.engaged and seat.call_id != call.id:
        turned = seat.turned_to(call.id)
        await tx.seats.save(turned)
        tx.events.append(seat_event(Kind.SEAT_TALKING, turned))
