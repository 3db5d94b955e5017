"""What an exchange reports. Every server hears it; `key_parts` make it one command."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from dispatch.domain.call import EndedBy
from dispatch.domain.call_note import CallNote
from dispatch.domain.dialling import DialResult
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.group_call import MemberState
from dispatch.domain.overflow import OverflowStep
from dispatch.domain.supervision import Mode


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
        notes: What the exchange found about it.
    """

    kind = "call_offered"

    number: str | None
    name: str | None
    called_number: str
    trunk: str
    recording: str
    notes: tuple[CallNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerBrokeThrough(CallSignal):
    """A locked caller spoke on or pressed a key."""

    kind = "caller_broke_through"


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
class CallStepped(CallSignal):
    """No seat answers: the dialplan leads the call on.

    Args:
        target: The backup line's number; None for another step.
    """

    kind = "call_stepped"
    told_apart_by = ("step", "target", "happened_at")

    step: OverflowStep
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLeft(CallSignal):
    """The caller's message has ended; he may still be on the line.

    Args:
        message: Name of the message's own recording.
    """

    kind = "message_left"
    told_apart_by = ("message",)

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAnswered(CallSignal):
    """A phone answered; seat is None when it was a spare phone or a backup line."""

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
class CallSentOn(CallSignal):
    """A seat sent the caller on to one who has a skill; whoever has it is rung next."""

    kind = "call_sent_on"
    told_apart_by = ("happened_at",)

    sender: int
    skill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallParked(CallSignal):
    """A seat parked its caller."""

    kind = "call_parked"
    told_apart_by = ("happened_at",)

    seat: int


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
class SilentAsked(CallSignal):
    """A silent caller heard the question whether he can press a key."""

    kind = "silent_asked"
    told_apart_by = ("happened_at",)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerKeyPressed(CallSignal):
    """A caller pressed a key of his telephone.

    Args:
        digit: 0-9, *, #, A-D.
    """

    kind = "caller_key_pressed"
    told_apart_by = ("digit", "happened_at")

    digit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOutDialled(CallSignal):
    """The seat's own phone was picked up and the number is rung over a trunk."""

    kind = "call_out_dialled"
    told_apart_by = ("trunk",)

    seat: int
    trunk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTakenOver(CallSignal):
    """A leader's phone talks to the caller in the place of the one that did."""

    kind = "call_taken_over"
    told_apart_by = ("leg_unique_id",)

    seat: int
    phone: str
    leg_unique_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionHeard(CallSignal):
    """A leader's phone is on the talk in a mode, for the first time or in another than before.

    Args:
        recording: Name of the leader's own files.
    """

    kind = "supervision_heard"
    told_apart_by = ("supervision_id", "mode", "happened_at")

    supervision_id: UUID
    mode: Mode
    recording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionEnded(CallSignal):
    """A leader's phone is off the talk, or was never on it."""

    kind = "supervision_ended"
    told_apart_by = ("supervision_id",)

    supervision_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCallHeard(CallSignal):
    """The seat of a group call speaks, or it is over.

    Args:
        recording: Name of the files of the whole.
    """

    kind = "group_call_heard"
    told_apart_by = ("group_id", "over")

    group_id: UUID
    over: bool
    recording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLineHeard(CallSignal):
    """One line of a group call did something."""

    kind = "group_line_heard"
    told_apart_by = ("group_id", "line", "state")

    group_id: UUID
    line: int
    state: MemberState


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


Signal = CallSignal | SeatPhoneChanged | ExchangeLink | ExchangePicture
