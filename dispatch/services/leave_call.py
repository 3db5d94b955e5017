"""A call leaves the seat at which it talked."""

from dispatch.domain.call import Call
from dispatch.domain.events import Kind, seat_event
from dispatch.domain.seat import Seat
from dispatch.ports.transaction import Transaction


async def leave_call(seat: Seat, call: Call, tx: Transaction) -> Seat:
    """Turn to the caller whom this seat holds, if there is one; else finish the paperwork."""
    held = await tx.calls.find_held_at(seat.number, but=call.id)
    freed = seat.call_ended(tx.now) if held is None else seat.turned_to(held.id)
    await tx.seats.save(freed)
    kind = Kind.SEAT_WRAPPING_UP if held is None else Kind.SEAT_TALKING
    tx.events.append(seat_event(kind, freed))
    return freed
