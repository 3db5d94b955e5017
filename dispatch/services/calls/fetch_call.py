"""A call-taker fetches one caller out of the queue."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.call import Call, CallState
from dispatch.domain.call_out import SeatEngaged, SeatPhoneAway
from dispatch.domain.errors import IllegalMove
from dispatch.domain.events import Kind, call_event
from dispatch.domain.people import Person
from dispatch.domain.seat import Seat, SeatNotYours
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class FetchCall:
    """Who fetches which call; the seat is the one at which the person is signed on."""

    call_id: UUID
    by: Person


async def fetch_call(command: FetchCall, tx: Transaction) -> Call:
    """Let the first who presses be the one; the exchange then brings the caller.

    Raises:
        SeatNotYours: The person sits nowhere.
        SeatPhoneAway: The exchange does not reach the seat's phone.
        SeatEngaged: Somebody talks there and is not on hold.
        CallTaken: Another seat was first, or talks to him already.
        IllegalMove: The number is locked and the caller has not broken through.
    """
    call = await tx.calls.get(command.call_id)
    seat = await tx.seats.find_of_staff(command.by.staff_number)
    if seat is None:
        raise SeatNotYours
    if not seat.phone_reachable:
        raise SeatPhoneAway(seat=seat.number)
    if seat.engaged and not await _holds(seat, tx):
        raise SeatEngaged(seat=seat.number)
    if call.screened:
        raise IllegalMove(state=call.state, move="fetch")
    holds_s = (await tx.site.current()).timings.claim_holds_s
    claimed = call.claimed(seat.number, tx.now, holds_s)
    await tx.calls.save(claimed)
    tx.events.append(call_event(Kind.CALL_CLAIMED, claimed))
    return claimed


async def _holds(seat: Seat, tx: Transaction) -> bool:
    if seat.call_id is None:
        return False
    return (await tx.calls.get(seat.call_id)).state is CallState.HELD
