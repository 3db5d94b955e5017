"""Which caller a seat may park, and which one it may pick up."""

from dispatch.domain.call import Call, CallState
from dispatch.domain.errors import IllegalMove
from dispatch.domain.seat import Seat, SeatNotYours
from dispatch.domain.transfer import SeatCannotTake

IN_TALK = frozenset({CallState.TALKING, CallState.HELD})
TO_PICK_UP = frozenset({CallState.QUEUED, CallState.RINGING, CallState.PARKED})


def must_be_parkable(call: Call, by: str) -> int:
    """Give the seat at which a caller talks who may be parked.

    Raises:
        SeatNotYours: The call talks elsewhere.
        IllegalMove: Nobody talks, or a seat made the call.
    """
    if call.staff_number != by or call.seat is None:
        raise SeatNotYours(seat=call.seat)
    if call.state not in IN_TALK or call.outgoing:
        raise IllegalMove(state=call.state, move="park")
    return call.seat


def must_be_pickable(call: Call, seat: Seat | None) -> int:
    """Give the seat that may fetch a caller who is parked, waits or rings elsewhere.

    Raises:
        SeatNotYours: Whoever asks sits nowhere.
        IllegalMove: Somebody talks to him already, he is kept from the seats, or a seat made it.
        SeatCannotTake: The seat talks, rings with another call, or its phone is away.
    """
    if seat is None:
        raise SeatNotYours
    if call.state not in TO_PICK_UP or call.outgoing or call.screened:
        raise IllegalMove(state=call.state, move="pick_up")
    rings_otherwise = seat.rings and seat.call_id != call.id
    if seat.engaged or rings_otherwise or not seat.phone_reachable:
        raise SeatCannotTake(seat=seat.number)
    return seat.number
