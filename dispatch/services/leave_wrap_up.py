"""A seat goes on although it owes a disposition: what its last talk was, nobody said."""

from dispatch.domain.disposition import TalkDisposition
from dispatch.domain.events import Kind, call_event
from dispatch.domain.seat import Seat
from dispatch.ports.transaction import Transaction


async def leave_wrap_up(seat: Seat, tx: Transaction) -> None:
    """Flag the talk that the seat wrapped up; it may still be said later what it was."""
    if seat.wraps_up is None:
        return
    call = await tx.calls.get(seat.wraps_up)
    if call.disposition is None:
        flagged = call.disposed(TalkDisposition.NONE_GIVEN, None)
        await tx.calls.save(flagged)
        tx.events.append(call_event(Kind.CALL_DISPOSED, flagged))
