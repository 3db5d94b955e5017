"""How a talk becomes a room, and whom a room may ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.conference import Conference, Member, Role, RoomState, mix_name
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.seat import Seat, SeatNotFound, SeatNotYours
from dispatch.domain.transfer import IN_TALK, SeatCannotTake

# The exchange tells at once that a telephone rings; this is for when nobody tells.
TOLD_WITHIN_S = 15


class NobodyInvited(DomainError):
    """Neither a seat nor a number, or both."""

    code = "nobody_invited"


@dataclass(frozen=True, slots=True)
class Invitee:
    """Whom to ask: a seat, or a number outside in the form in which it is dialled."""

    seat: int | None = None
    number: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        if (self.seat is None) == (self.number == ""):
            raise NobodyInvited

    def as_member(self, member_id: UUID, *, announced: bool) -> Member:
        """Make the leg; only somebody who is asked before the caller comes may be given him."""
        outside = Role.CARRIER if announced else Role.OUTSIDE
        role = outside if self.seat is None else Role.SEAT
        return Member(member_id, role, self.seat, self.number, self.name)


def must_be_free(invitee: Invitee, seats: Sequence[Seat]) -> None:
    """Refuse a seat that talks, rings, is not there or has nobody at it."""
    if invitee.seat is None:
        return
    seat = next((one for one in seats if one.number == invitee.seat), None)
    if seat is None:
        raise SeatNotFound(seat=invitee.seat)
    if not seat.staff_number or not seat.phone_reachable or seat.engaged or seat.rings:
        raise SeatCannotTake(seat=invitee.seat)


def begin_conference(
    conference_id: UUID,
    call: Call,
    *,
    by: str,
    opener: UUID,
    caller: UUID,
    announce: bool,
    at: datetime,
) -> Conference:
    """Make the row before anybody is moved.

    Raises:
        SeatNotYours: The call talks elsewhere.
        IllegalMove: Nobody talks, or a seat made the call.
    """
    if call.staff_number != by or call.seat is None:
        raise SeatNotYours(seat=call.seat)
    if call.state not in IN_TALK or call.outgoing:
        raise IllegalMove(state=call.state, move="conference")
    return Conference(
        id=conference_id,
        call_id=call.id,
        exchange=call.exchange,
        call_unique_id=call.unique_id,
        opened_by=by,
        opened_at=at,
        state=RoomState.CONSULTING if announce else RoomState.TALKING,
        mix=mix_name(conference_id, call.exchange, at),
        members=(Member(opener, Role.OPENER, call.seat), Member(caller, Role.CALLER)),
    )
