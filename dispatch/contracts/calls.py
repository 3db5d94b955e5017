"""Calls and callers on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import (
    Command,
    LongText,
    Personal,
    PersonalAddress,
    PersonalName,
    PersonalNumber,
    PersonalText,
    View,
)

CallState = Literal[
    "offered", "queued", "ringing", "talking", "held", "parked", "ended", "abandoned"
]
EndedBy = Literal["caller", "seat", "exchange", "exchange_lost"]
OverflowStep = Literal["spare", "backup", "message"]
CallNote = Literal[
    "misdial",
    "priority",
    "locked",
    "broke_through",
    "no_codec",
    "station_too",
    "no_district",
    "direct",
    "gone_at_once",
]
Direction = Literal["in", "out"]
DialResult = Literal[
    "answered",
    "busy",
    "no_answer",
    "refused",
    "number_unknown",
    "trunk_away",
    "given_up",
    "seat_away",
]
TalkDisposition = Literal[
    "incident",
    "repeat",
    "chase",
    "advice",
    "other_service",
    "misdial",
    "silent",
    "nuisance",
    "complaint",
    "internal",
    "test",
    "none_given",
]
LineKind = Literal["personal", "forwarded", "switchboard", "public"]


class PointView(View):
    """A point on WGS-84, degrees."""

    lon: float
    lat: float


class SubscriberView(View):
    """Three-field row 三字段 of the caller's number, with where it came from."""

    number: PersonalNumber
    owner: PersonalName
    address: PersonalAddress
    point: Annotated[PointView, Personal("point")] | None
    line_kind: LineKind
    source: str
    as_of: datetime
    proposes_address: bool


class KeyPatientFlagView(View):
    """The number belongs to a key patient; details are a look of their own, and audited."""

    id: UUID
    category: str


class EarlierCallsView(View):
    """Calls of this number within thirty days before this one."""

    count: int
    latest_at: datetime | None


class CallerCardView(View):
    """What is known of the caller before the answer."""

    subscriber: SubscriberView | None
    key_patient: KeyPatientFlagView | None
    earlier_calls: EarlierCallsView


class SilentCheckView(View):
    """The procedure of a silent call, as far as it has come; keys are those the caller pressed."""

    started_at: datetime
    started_by: str
    asked_at: datetime | None
    asks: int
    keys: PersonalText
    key_at: datetime | None
    called_back_at: datetime | None
    located_at: datetime | None


class CallView(View):
    """A call as every screen shows it; number is null when withheld.

    A call from a seat goes out: number is whom it rings, follows the call that it goes back to.
    """

    id: UUID
    exchange: str
    number: PersonalNumber | None
    name: PersonalName | None
    called_number: str
    trunk: str
    recording: str
    caller: CallerCardView
    state: CallState
    offered_at: datetime
    position: int | None
    ringing_seats: tuple[int, ...]
    overflow_target: str | None
    answered_at: datetime | None
    seat: int | None
    staff_number: str | None
    phone: str | None
    held_at: datetime | None
    requeued_at: datetime | None
    overdue_at: datetime | None
    ended_at: datetime | None
    ended_by: EndedBy | None
    end_cause: int | None
    overflow_step: OverflowStep | None = None
    message: str | None = None
    notes: tuple[CallNote, ...] = ()
    direction: Direction = "in"
    dial_result: DialResult | None = None
    follows: UUID | None = None
    transferred_by: int | None = None
    parked_by: int | None = None
    parked_at: datetime | None = None
    silent: SilentCheckView | None = None
    disposition: TalkDisposition | None = None
    disposed_by: str | None = None
    asked_skill: str | None = None


class CallOut(Command):
    """Ring somebody from one's own seat: a number, or whoever called, or whom a task is about.

    Without an incident the call belongs to that of the call it goes back to, if there is one.
    """

    number: PersonalNumber | None = None
    call_id: UUID | None = None
    task_id: UUID | None = None
    incident_id: UUID | None = None


class TransferCall(Command):
    """Give the caller to another seat, without asking it first."""

    seat: Annotated[int, Field(ge=1, le=99)]


class SendTones(Command):
    """Keys of the telephone to be pressed during a talk."""

    digits: Annotated[str, Field(pattern=r"^[0-9*#]{1,20}$")]


class DisposeCall(Command):
    """Say what one's own talk was."""

    disposition: TalkDisposition


class CallPage(View):
    """Calls of the past, newest first; next_before asks for the page after this one."""

    calls: tuple[CallView, ...]
    next_before: datetime | None


class UnmaskNumber(Command):
    """A look behind the mask of a call: it wants a reason and is audited."""

    reason: LongText
