"""A seat's phone stopped ringing without an answer there."""

from dispatch.domain.call import CallNotFound, CallState
from dispatch.domain.events import Kind, call_event, seat_event
from dispatch.domain.signal import SeatRingEnded
from dispatch.ports.transaction import Transaction


async def stop_ringing_seat(signal: SeatRingEnded, tx: Transaction) -> None:
    """Let the seat rest; with the last ringing seat gone the call waits again."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    if call.state is CallState.RINGING and signal.seat in call.ringing_seats:
        quiet = call.rung_out_at_seat(signal.seat)
        await tx.calls.save(quiet)
        tx.events.append(call_event(Kind.CALL_RANG_OUT, quiet))
    seat = await tx.seats.find(signal.seat)
    if seat is None or not seat.rings or seat.call_id != call.id:
        return
    rested = seat.rung_out(tx.now)
    await tx.seats.save(rested)
    tx.events.append(seat_event(Kind.SEAT_RANG_OUT, rested))
