"""A leader's phone talks to the caller in the place of the seat's."""

from uuid import UUID

from dispatch.domain.call import CallNotFound
from dispatch.domain.events import Kind, call_event, seat_event
from dispatch.domain.seat import SeatState
from dispatch.domain.signal import CallTakenOver
from dispatch.ports.transaction import Transaction


async def take_call_over(signal: CallTakenOver, tx: Transaction) -> None:
    """Give the talk to the leader's seat and free the one that had it."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    seat = await tx.seats.find(signal.seat)
    taken = call.taken_over(
        seat=signal.seat,
        staff_number=await _leader_of(call.id, signal.seat, tx),
        phone=signal.phone,
    )
    await tx.calls.save(taken)
    tx.events.append(call_event(Kind.CALL_TAKEN_OVER, taken))
    for other in await tx.seats.list_with_call(call.id):
        if other.state is SeatState.TALKING and other.number != signal.seat:
            freed = other.call_ended(tx.now)
            await tx.seats.save(freed)
            tx.events.append(seat_event(Kind.SEAT_WRAPPING_UP, freed))
    if seat is not None and not seat.engaged:
        talking = seat.answered(call.id, tx.now)
        await tx.seats.save(talking)
        tx.events.append(seat_event(Kind.SEAT_TALKING, talking))


async def _leader_of(call_id: UUID, phone_seat: int, tx: Transaction) -> str | None:
    open_now = await tx.supervisions.list_open()
    mine = (one for one in open_now if (one.call_id, one.phone_seat) == (call_id, phone_seat))
    leader = next(mine, None)
    return leader.staff_number if leader else None
