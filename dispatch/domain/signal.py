"""What an exchange reports. Every server hears it; `key_parts` make it one command."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from dispatch.domain.call import CallState, EndedBy
from dispatch.domain.dialling import DialResult


class RingEnd(StrEnum):
    """Why a seat's phone stopped ringing without an answer there."""

    NO_ANSWER = "no_answer"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    UNREACHABLE = "unreachable"
    CALLER_GONE = "caller_gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSignal:
    """Something that happened to one call.

    Args:
        call_unique_id: Id of the caller's channel, unique over exchanges and restarts.
        happened_at: On the exchange's clock.
    """

    kind: ClassVar[str]
    told_apart_by: ClassVar[tuple[str, ...]] = ()

    exchange: str
    call_unique_id: str
    happened_at: datetime

    @property
    def key_parts(self) -> tuple[str, ...]:
        """Name this signal: equal for every server that hears it, different for a repetition."""
        repetition = (str(getattr(self, name)) for name in self.told_apart_by)
        return (self.exchange, self.call_unique_id, self.kind, *repetition)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOffered(CallSignal):
    """A call reached us; its recording has begun.

    Args:
        number: None when withheld or unusable.
        name: As the trunk shows it, control characters removed, at most 80 characters.
        recording: Name of its files.
    """

    kind = "call_offered"

    number: str | None
    name: str | None
    called_number: str
    trunk: str
    recording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallQueued(CallSignal):
    """The caller waits at a position, first is 1."""

    kind = "call_queued"
    told_apart_by = ("happened_at",)

    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRinging(CallSignal):
    """A seat's phone rings."""

    kind = "seat_ringing"
    told_apart_by = ("leg_unique_id",)

    seat: int
    leg_unique_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRingEnded(CallSignal):
    """A seat's phone stopped ringing without an answer there."""

    kind = "seat_ring_ended"
    told_apart_by = ("leg_unique_id",)

    seat: int
    leg_unique_id: str
    reason: RingEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDiverted(CallSignal):
    """Nobody answered, or no seat was reachable: a spare phone rings too."""

    kind = "call_diverted"
    told_apart_by = ("target", "happened_at")

    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAnswered(CallSignal):
    """A phone answered; seat is None when it was a spare phone."""

    kind = "call_answered"
    told_apart_by = ("leg_unique_id",)

    seat: int | None
    phone: str
    leg_unique_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallHeld(CallSignal):
    """The phone that talks put the caller on hold; seat is None when it is a spare phone."""

    kind = "call_held"
    told_apart_by = ("happened_at",)

    seat: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRetrieved(CallSignal):
    """The phone that talks took the caller back from hold."""

    kind = "call_retrieved"
    told_apart_by = ("happened_at",)

    seat: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTransferred(CallSignal):
    """A seat gave the caller to another, whose phone rings next."""

    kind = "call_transferred"
    told_apart_by = ("happened_at",)

    sender: int
    receiver: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLegLost(CallSignal):
    """The phone that talked died; the caller goes back to the head of the queue.

    Args:
        cause: ITU-T Q.850 as Asterisk gives it; 44 is silence on the wire, 0 is not known.
    """

    kind = "seat_leg_lost"
    told_apart_by = ("leg_unique_id",)

    seat: int | None
    leg_unique_id: str
    cause: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerHungUp(CallSignal):
    """The caller hung up first."""

    kind = "caller_hung_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEnded(CallSignal):
    """The caller's channel is gone, or of a call from a seat that of the seat's phone.

    Args:
        cause: ITU-T Q.850 as Asterisk gives it.
        dial_result: What came of a call from a seat.
    """

    kind = "call_ended"

    cause: int
    ended_by: EndedBy
    dial_result: DialResult | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOutDialled(CallSignal):
    """The seat's own phone was picked up and the number is rung over a trunk."""

    kind = "call_out_dialled"
    told_apart_by = ("trunk",)

    seat: int
    trunk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatPhoneChanged:
    """The exchange reaches a seat's phone, or no longer does."""

    exchange: str
    seat: int
    reachable: bool
    happened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeLink:
    """This server's own connection to an exchange came up or went down."""

    exchange: str
    up: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCall:
    """A call as the exchange holds it now, with all that is needed to make its row anew.

    Args:
        state: QUEUED, RINGING, TALKING or HELD.
        ringing_legs: Channel and phone of everything that rings, spare phones too.
        phone: The phone that talks, when one does; seat is None when it is a spare phone.
        leg_unique_id: Channel of that phone.
        since: When this state began as far as the exchange can tell, else when the call came.
    """

    unique_id: str
    number: str | None
    name: str | None
    called_number: str
    trunk: str
    recording: str
    state: CallState
    position: int | None
    ringing_seats: tuple[int, ...]
    ringing_legs: tuple[tuple[str, str], ...]
    seat: int | None
    phone: str | None
    leg_unique_id: str | None
    offered_at: datetime
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCallOut:
    """A call from a seat as the exchange holds it now.

    Args:
        state: RINGING, TALKING or HELD.
        leg_unique_id: Channel of the far party, when he has answered.
    """

    unique_id: str
    seat: int
    phone: str
    state: CallState
    leg_unique_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangePicture:
    """All an exchange holds, taken after each (re)connect: missed events never come again.

    Args:
        started_at: When the exchange itself started (CoreStatus): a call from before was cut off.
    """

    exchange: str
    started_at: datetime
    taken_at: datetime
    calls: tuple[LiveCall, ...]
    reachable_seats: frozenset[int]
    calls_out: tuple[LiveCallOut, ...] = ()


Signal = CallSignal | SeatPhoneChanged | ExchangeLink | ExchangePicture
