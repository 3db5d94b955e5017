"""A seat's phone rings."""

from dispatch.domain.call import CallNotFound
from dispatch.domain.events import Kind, call_event, seat_event
from dispatch.domain.signal import SeatRinging
from dispatch.ports.transaction import Transaction


async def ring_seat(signal: SeatRinging, tx: Transaction) -> None:
    """Ring one more seat with the call; a seat that is not in the plan is shown at the call."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    ringing = call.rung_at_seat(signal.seat)
    await tx.calls.save(ringing)
    tx.events.append(call_event(Kind.CALL_RINGING, ringing))
    seat = await tx.seats.find(signal.seat)
    if seat is None or seat.engaged:
        return
    rung = seat.rung(call.id, tx.now)
    await tx.seats.save(rung)
    tx.events.append(seat_event(Kind.SEAT_RINGING, rung))
