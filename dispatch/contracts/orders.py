"""Orders 派车单 on the wire, with the sheet 出车命令单 that the crew gets."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import (
    Command,
    Instant,
    Personal,
    PersonalAddress,
    PersonalName,
    PersonalNumber,
    PersonalText,
    ShortText,
    View,
)
from dispatch.contracts.calls import PointView
from dispatch.contracts.recommendation import TravelMode
from dispatch.contracts.vehicles import CrewView

OrderState = Literal[
    "sent",
    "delivered",
    "acknowledged",
    "departed",
    "arrived",
    "patient_contact",
    "patient_aboard",
    "left_scene",
    "at_hospital",
    "handed_over",
    "returning",
    "completed",
    "refused",
    "cancelled",
    "reassigned",
    "empty_return",
    "expired",
]
Milestone = Literal[
    "departed",
    "arrived",
    "patient_contact",
    "patient_aboard",
    "left_scene",
    "at_hospital",
    "handed_over",
    "returning",
    "completed",
]
RefuseReason = Literal["vehicle_fault", "crew_short", "on_other_run", "disinfection", "other"]
CancelReason = Literal[
    "caller_withdrew",
    "nuisance",
    "duplicate",
    "wrong_address",
    "nearer_vehicle",
    "no_vehicle_needed",
    "sent_by_mistake",
    "other",
]
ReassignReason = Literal[
    "breakdown", "nearer_vehicle", "higher_priority", "not_acknowledged", "wrong_kind", "other"
]
EmptyReturnReason = Literal[
    "patient_gone",
    "nobody_found",
    "treated_on_scene",
    "transport_refused",
    "died_on_scene",
    "caller_withdrew",
    "nuisance",
    "wrong_address",
    "other",
]
OverrideReason = Literal[
    "knows_better", "caller_wish", "skills", "road_closed", "other", "diverted"
]


class StampView(View):
    """When a milestone was reached, who said so and over which wire."""

    at: datetime
    by: str
    wire: str


class SuggestionView(View):
    """A milestone that positions suggest; the fix is the stored one of that device and instant.

    source terminal: a key of the vehicle's terminal suggests it; then there is no place.
    """

    at: datetime
    device: str
    feed: str
    fixed_at: datetime
    distance_m: int
    radius_m: int
    speed_kmh: float | None
    source: Literal["position", "terminal"] = "position"


class DismissalView(View):
    """A suggestion that a person called wrong; that milestone is not suggested again."""

    at: datetime
    by: str
    reason: Literal["not_there", "passing", "pressed_by_mistake", "other"]
    suggested_at: datetime
    source: Literal["position", "terminal"]


class ContradictionView(View):
    """Positions do not fit what was told; stamped_at null: left without telling it."""

    stamped_at: datetime | None
    device: str
    fixed_at: datetime
    distance_m: int


class SheetHospitalView(View):
    """The hospital that an order names."""

    id: UUID
    name: str
    address: str
    telephone: str
    point: PointView


class OrderSheetView(View):
    """All the crew needs, as it was when this revision was made.

    place_point is null for a place that is text only (未上图). pre_plan_sample says that the lines
    are samples 示例 that nobody approved; pre_plan_name and pre_plan_version name their plan.
    """

    centre_name: str
    number: str
    incident_number: str
    revision: int
    made_at: datetime
    reported_at: datetime
    priority: int | None
    nature: str
    place: PersonalAddress
    place_point: Annotated[PointView, Personal("point")] | None
    pick_up: PersonalAddress | None
    pick_up_point: Annotated[PointView, Personal("point")] | None
    contact_number: PersonalNumber | None
    caller_relation: PersonalText | None
    patient_name: PersonalName | None
    sex: str | None
    age: PersonalText | None
    patient_count: int | None
    complaint: str | None
    complaint_name: str | None
    complaint_text: PersonalText | None
    conscious: str | None
    breathing: str | None
    onset: PersonalText | None
    history: PersonalText | None
    diagnosis: PersonalText | None
    infectious: bool | None
    stretcher: bool | None
    floor: PersonalText | None
    elevator: str | None
    unaccompanied: bool | None
    gestation_weeks: int | None
    language: PersonalText | None
    hazards: PersonalText | None
    notes: PersonalText | None
    hospital: SheetHospitalView | None
    vehicle_name: str
    vehicle_plate: str
    crew: CrewView
    station_name: str
    sent_by: str
    travel_s: int | None
    distance_m: int | None
    pre_plan: tuple[str, ...]
    pre_plan_sample: bool
    pre_plan_name: str | None = None
    pre_plan_version: int | None = None


class OrderView(View):
    """An order as desks and its station show it.

    acknowledged_revision is the newest revision that a person took; older than revision: 未确认.
    """

    id: UUID
    number: str
    incident_id: UUID
    vehicle_id: UUID
    vehicle_name: str
    station_id: UUID
    hospital_id: UUID | None
    state: OrderState
    revision: int
    acknowledged_revision: int | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    acknowledged_wire: str | None
    sent_at: datetime
    sent_by: str
    delivered_at: datetime | None
    stamps: dict[str, StampView]
    travel_s: int | None
    distance_m: int | None
    mode: TravelMode | None
    map_version: str | None = None
    overdue_at: datetime | None
    end_reason: str | None
    ended_at: datetime | None
    override_reason: str | None
    replaces: UUID | None
    suggestions: dict[str, SuggestionView] = Field(default_factory=dict)
    contradictions: dict[str, ContradictionView] = Field(default_factory=dict)
    dismissals: dict[str, DismissalView] = Field(default_factory=dict)
    sheet: OrderSheetView


class OrdersView(View):
    """The orders that one act touched; a reassignment gives the old one and the new one."""

    orders: tuple[OrderView, ...]


class SendOrders(Command):
    """Send vehicles to an incident; one act for several.

    hospital_ids gives each vehicle its own hospital, in their order; empty: hospital_id for all.
    """

    vehicle_ids: tuple[UUID, ...] = Field(min_length=1, max_length=10)
    hospital_id: UUID | None = None
    despite_duplicates: tuple[UUID, ...] = Field((), max_length=20)
    override_reason: OverrideReason | None = None
    hospital_ids: tuple[UUID | None, ...] = Field((), max_length=10)


class CancelOrder(Command):
    """Take an order back before the vehicle is at the scene."""

    reason: CancelReason


class ReassignOrder(Command):
    """End an order and send another vehicle in its place."""

    vehicle_id: UUID
    reason: ReassignReason


class ReturnEmpty(Command):
    """End a run without a patient."""

    reason: EmptyReturnReason


class RefuseOrder(Command):
    """The station cannot take an order."""

    reason: RefuseReason


class StampOrder(Command):
    """Note a milestone; at is when it was reached, null is now.

    A time in the future counts as now, one before the order as the order's own. A milestone that
    is behind the order's state and comes with a time corrects that stamp and moves nothing.
    """

    milestone: Milestone
    at: Instant | None = None


class AcknowledgeOrder(Command):
    """A person has taken this revision of an order; name is who, where the desk was told."""

    revision: int = Field(ge=1, le=10_000)
    name: ShortText | None = None
