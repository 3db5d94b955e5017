"""Incidents and the call form 受理单 on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from dispatch.contracts.base import (
    Command,
    LongText,
    PersonalAddress,
    PersonalName,
    PersonalNumber,
    PersonalText,
    PhoneNumber,
    ShortText,
    View,
)
from dispatch.contracts.complaints import ComplaintCode, Priority
from dispatch.contracts.places import PlaceSource, PlaceText, PlaceView, PointAsked

IncidentState = Literal["received", "open", "closed", "merged"]
Nature = Literal[
    "emergency",
    "transfer",
    "chase",
    "repeat",
    "reinforce",
    "advice",
    "complaint",
    "misdial",
    "nuisance",
    "silent",
    "test",
    "drill",
]
Answered = Literal["yes", "no", "unknown"]
Sex = Literal["male", "female", "unknown"]
CloseReason = Literal[
    "served",
    "caller_withdrew",
    "misdial",
    "nuisance",
    "advice",
    "complaint",
    "silent",
    "test",
    "drill",
    "transferred",
    "no_vehicle_needed",
    "other",
]
AgeText = Annotated[str, StringConstraints(min_length=1, max_length=20)]


class IncidentFormView(View):
    """The call form; null is not asked yet, unknown is an answer."""

    nature: Nature
    contact_number: PersonalNumber | None
    caller_relation: PersonalText | None
    patient_name: PersonalName | None
    sex: Sex | None
    age: PersonalText | None
    patient_count: int | None
    complaint: str | None
    complaint_text: PersonalText | None
    conscious: Answered | None
    breathing: Answered | None
    onset: PersonalText | None
    history: PersonalText | None
    diagnosis: PersonalText | None
    priority: Priority | None
    infectious: bool | None
    stretcher: bool | None
    floor: PersonalText | None
    elevator: Answered | None
    unaccompanied: bool | None
    gestation_weeks: int | None
    language: PersonalText | None
    hazards: PersonalText | None
    wanted_hospital: UUID | None
    notes: PersonalText | None


class IncidentView(View):
    """An incident as every screen shows it.

    waiting_since is set while it is OPEN and no order of it is active; alarmed_at is when the
    shift leader was last told that it waits. chases counts 催车.
    """

    id: UUID
    number: str
    state: IncidentState
    opened_at: datetime
    opened_by: str
    taker_seat: int | None
    calls: tuple[UUID, ...]
    form: IncidentFormView
    scene: PlaceView | None
    scene_confirmed_at: datetime | None
    pick_up_point: PlaceView | None
    read_back_at: datetime | None
    read_back_by: str | None
    chases: int
    last_chased_at: datetime | None
    waiting_since: datetime | None
    alarmed_at: datetime | None
    merged_into: UUID | None
    close_reason: CloseReason | None
    closed_at: datetime | None
    closed_by: str | None
    revision: int


class IncidentPage(View):
    """Incidents, newest first; next_before asks for the page after this one."""

    incidents: tuple[IncidentView, ...]
    next_before: datetime | None


class DuplicateView(View):
    """An open incident that may be the same; minutes since it was opened."""

    incident_id: UUID
    number: str
    place: PersonalAddress
    distance_m: int | None
    minutes: int
    why: Literal["near", "same_road", "same_number"]


class Duplicates(View):
    """Incidents that may be the same, likeliest first."""

    incidents: tuple[DuplicateView, ...]


class OpenIncident(Command):
    """Open an incident by hand; with a call, that call belongs to it."""

    call_id: UUID | None = None


class ChangeForm(Command):
    """Fields of the form that change; one that is absent stays, an explicit null clears."""

    nature: Nature | None = None
    contact_number: PhoneNumber | None = None
    caller_relation: ShortText | None = None
    patient_name: ShortText | None = None
    sex: Sex | None = None
    age: AgeText | None = None
    patient_count: int | None = Field(None, ge=0, le=9999)
    complaint: ComplaintCode | None = None
    complaint_text: LongText | None = None
    conscious: Answered | None = None
    breathing: Answered | None = None
    onset: ShortText | None = None
    history: LongText | None = None
    diagnosis: LongText | None = None
    priority: Priority | None = None
    infectious: bool | None = None
    stretcher: bool | None = None
    floor: ShortText | None = None
    elevator: Answered | None = None
    unaccompanied: bool | None = None
    gestation_weeks: int | None = Field(None, ge=0, le=45)
    language: ShortText | None = None
    hazards: LongText | None = None
    wanted_hospital: UUID | None = None
    notes: LongText | None = None


class ConfirmScene(Command):
    """The call-taker's key: this, and nothing that a search proposed, is the scene.

    typed is what stands in the field, letter by letter: it is kept beside what was chosen.
    """

    text: PlaceText
    point: PointAsked | None = None
    source: PlaceSource
    typed: PlaceText | None = None


class SetPickUpPoint(Command):
    """Where the crew is met 等车地点; without a text there is none."""

    text: PlaceText | None = None
    point: PointAsked | None = None
    source: PlaceSource | None = None


class LogChase(Command):
    """A caller asks where the vehicle is 催车."""

    note: ShortText | None = None


class MergeIncident(Command):
    """This incident is the same as another one."""

    into: UUID


class JoinCall(Command):
    """A call belongs to an incident."""

    incident_id: UUID


class CloseIncident(Command):
    """Close an incident 结案/撤警, by its reason."""

    reason: CloseReason


class UnmaskIncident(Command):
    """A look behind the mask of an incident: it wants a reason and is audited."""

    reason: LongText
