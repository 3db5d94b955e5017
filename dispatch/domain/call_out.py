"""A call that a seat makes: click-to-dial and call back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain.call import Call, CallState
from dispatch.domain.caller import CallerCard
from dispatch.domain.dialling import Direction
from dispatch.domain.errors import DomainError
from dispatch.domain.site_timings import USUAL

# The exchange counts its own channels from 0 up; ours have ten digits and begin with a 9.
_OURS, _SPACE = 9_000_000_000, 1_000_000_000
# After so long the exchange would have told that the seat's phone was picked up, or not.
SEAT_PICKS_UP_WITHIN_S = 30


class SeatEngaged(DomainError):
    """Somebody talks or is rung at the seat: another call may not come over it."""

    code = "seat_engaged"


class SeatPhoneAway(DomainError):
    """The exchange does not reach the seat's own phone."""

    code = "seat_phone_away"


@dataclass(frozen=True, slots=True)
class OutgoingCall:
    """What an exchange is asked: ring the seat's own phone, then the number.

    Args:
        unique_id: Of the channel that it makes for the seat's phone.
        asked_at: Begins the recording's name.
        seat_rings_s: How long the seat's own phone is rung.
    """

    seat: int
    unique_id: str
    number: str
    asked_at: datetime
    seat_rings_s: int = USUAL.own_phone_rings_s


def begin_call_out(
    call_id: UUID,
    number: str,
    caller: CallerCard,
    *,
    exchange: str,
    seat: int,
    staff_number: str,
    follows: UUID | None,
    at: datetime,
    name: str | None = None,
) -> Call:
    """Make the call's row before anything rings.

    Its channel has a name of ours, so that what the exchange reports finds the row; equal ids give
    equal channels. The number is in the form in which it is dialled.
    """
    unique_id = unique_id_of(exchange, call_id, at)
    return Call(
        id=call_id,
        exchange=exchange,
        unique_id=unique_id,
        number=number,
        name=name,
        called_number="",
        trunk="",
        recording=f"{at:%Y%m%d-%H%M%S}-{unique_id}",
        caller=caller,
        state=CallState.OFFERED,
        offered_at=at,
        seat=seat,
        staff_number=staff_number,
        direction=Direction.OUT,
        follows=follows,
    )


def unique_id_of(exchange: str, call_id: UUID, at: datetime) -> str:
    """Name the channel that the exchange makes for a seat's own phone."""
    return f"{exchange}-{int(at.timestamp())}.{_OURS + call_id.int % _SPACE}"


def outgoing_of(call: Call, seat_rings_s: int) -> OutgoingCall:
    """Say what the exchange is asked for a call that was just begun."""
    return OutgoingCall(
        call.seat or 0, call.unique_id, call.number or "", call.offered_at, seat_rings_s
    )
