"""Which seat may be given a caller."""

from collections.abc import Sequence

from dispatch.domain.call import Call, CallState
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.seat import Seat, SeatNotFound, SeatNotYours

IN_TALK = frozenset({CallState.TALKING, CallState.HELD})


class SeatCannotTake(DomainError):
    """Nobody sits there, the phone is away, or it talks or rings already."""

    code = "seat_cannot_take"


def must_be_transferable(call: Call, by: str, receiver: int, seats: Sequence[Seat]) -> None:
    """Refuse what cannot be given away, and whom it cannot be given to.

    Args:
        call: In talk at the seat of who gives it away; a call that a seat made stays with it.
        by: Staff number of who gives it away.
        receiver: The other seat.
        seats: All of them.

    Raises:
        SeatNotYours: The call talks elsewhere.
        IllegalMove: Nobody talks, or a seat made the call.
        SeatNotFound: There is no such seat.
        SeatCannotTake: With the seat.
    """
    if call.staff_number != by or call.seat is None:
        raise SeatNotYours(seat=call.seat)
    must_be_led_to(call, receiver, seats)


def must_be_led_to(call: Call, receiver: int, seats: Sequence[Seat]) -> None:
    """Refuse what cannot be led to another seat, whoever wants it; raises as the other does."""
    if call.state not in IN_TALK or call.outgoing or call.seat is None:
        raise IllegalMove(state=call.state, move="transfer")
    seat = next((one for one in seats if one.number == receiver), None)
    if seat is None:
        raise SeatNotFound(seat=receiver)
    free = seat.staff_number and seat.phone_reachable and not seat.engaged and not seat.rings
    if not free or receiver == call.seat:
        raise SeatCannotTake(seat=receiver)
