"""A call leaves the seat at which it talked."""

from dataclasses import replace
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.events import Kind, seat_event
from dispatch.domain.seat import Seat, SeatState
from dispatch.ports.transaction import Transaction
from dispatch.services.leave_wrap_up import leave_wrap_up


async def leave_call(
    seat: Seat, call: Call, tx: Transaction, *, wraps_up: UUID | None = None
) -> Seat:
    """Turn to the caller whom this seat holds, if there is one; else finish the paperwork.

    Of the call that ``wraps_up`` names the disposition is to be given here. Where another caller
    waits on hold it is flagged as not given; it may be given later.
    """
    held = await tx.calls.find_held_at(seat.number, but=call.id)
    if held is None:
        freed = seat.call_ended(tx.now, wraps_up=wraps_up)
    else:
        await leave_wrap_up(replace(seat, wraps_up=wraps_up), tx)
        freed = seat.turned_to(held.id)
    await tx.seats.save(freed)
    tx.events.append(seat_event(_kind(freed), freed))
    return freed


def _kind(freed: Seat) -> Kind:
    if freed.state is SeatState.WRAP_UP:
        return Kind.SEAT_WRAPPING_UP
    return Kind.SEAT_TALKING if freed.state is SeatState.TALKING else Kind.SEAT_RANG_OUT
