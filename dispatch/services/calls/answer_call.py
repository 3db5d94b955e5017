"""A call-taker presses answer."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.events import Kind, call_event
from dispatch.domain.people import Person
from dispatch.domain.seat import SeatNotYours, SeatState
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class AnswerCall:
    """Who answers which call; the seat is the one at which the person is signed on."""

    call_id: UUID
    by: Person


async def answer_call(command: AnswerCall, tx: Transaction) -> Call:
    """Let the first who presses be the one; CallTaken tells the others who he is.

    The exchange still decides who talks: this only keeps two hands from one call.
    """
    call = await tx.calls.get(command.call_id)
    seat = await tx.seats.find_of_staff(command.by.staff_number)
    if seat is None or seat.state is SeatState.TALKING:
        raise SeatNotYours
    holds_s = (await tx.site.current()).timings.claim_holds_s
    claimed = call.claimed(seat.number, tx.now, holds_s)
    await tx.calls.save(claimed)
    tx.events.append(call_event(Kind.CALL_CLAIMED, claimed))
    return claimed
