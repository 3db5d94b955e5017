"""The map window's questions: what a point is, what lies around it, where vehicles were."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import View
from dispatch.contracts.calls import PointView
from dispatch.contracts.complaints import Priority
from dispatch.contracts.incidents import IncidentState
from dispatch.contracts.orders import OrderState, StampView, SuggestionView
from dispatch.contracts.places import PlaceSuggestionView, Toward

AroundKind = Literal["school", "pharmacy", "aed", "police", "fire_station"]


class RoadHereView(View):
    """The road beside a point; name is empty where it has none."""

    name: str
    road_class: str
    oneway: bool
    away_m: int


class CrossingHereView(View):
    """The nearest crossing; toward is where the point lies from it, null at the crossing."""

    name: str
    away_m: int
    toward: Toward | None


class IncidentNearView(View):
    """An incident of the last 24 hours within 500 m; nothing of a caller or patient is in it."""

    id: UUID
    number: str
    state: IncidentState
    priority: Priority | None
    opened_at: datetime
    away_m: int


class HereView(View):
    """What a point is.

    gcj02 is the same point as Chinese map services write it, null where no such shift is defined.
    incidents is null for who may not see incidents. No subscriber is ever in it.
    """

    point: PointView
    place: PlaceSuggestionView | None
    district: str
    road: RoadHereView | None
    crossing: CrossingHereView | None
    gcj02: PointView | None
    incidents: tuple[IncidentNearView, ...] | None


class PlaceAroundView(View):
    """A place of one of the asked kinds; detail says where, and of an AED how one gets at it."""

    id: str
    name: str
    kind: AroundKind
    district: str
    point: PointView
    away_m: int
    detail: str = ""


class PlacesAround(View):
    """What is around a point, nearest first; at most 60."""

    places: tuple[PlaceAroundView, ...]


class TrackFixView(View):
    """One stored fix; opens: before it nothing was heard, no line leads here."""

    at: datetime
    lon: float
    lat: float
    speed_kmh: float | None
    course_deg: float | None
    opens: bool


class TrackView(View):
    """What was heard of a vehicle.

    heard counts the stored fixes, fixes holds one of every bucket_s seconds of them and both ends
    of every silence. cut: there was more than an answer holds, the end is missing. device is the
    terminal that the vehicle has now, null without one.
    """

    vehicle_id: UUID
    vehicle_name: str
    device: str | None
    heard: int
    bucket_s: int
    cut: bool
    fixes: tuple[TrackFixView, ...]


class RunView(View):
    """The stamps of an order, without its sheet."""

    id: UUID
    number: str
    incident_id: UUID
    vehicle_id: UUID
    vehicle_name: str
    state: OrderState
    sent_at: datetime
    delivered_at: datetime | None
    acknowledged_at: datetime | None
    stamps: dict[str, StampView]
    ended_at: datetime | None
    end_reason: str | None
    override_reason: str | None
    suggestions: dict[str, SuggestionView] = Field(default_factory=dict)


class DutyChangeView(View):
    """A vehicle came into or out of service."""

    vehicle_id: UUID
    at: datetime
    duty: str
    reason: str | None


class CallTimeView(View):
    """When a call about an incident came, was answered and ended; not whose it was."""

    call_id: UUID
    incident_number: str
    offered_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None


class ReplayView(View):
    """A span of the past: tracks, the orders under way in it, their calls, changes of duty."""

    since: datetime
    until: datetime
    gap_s: int
    tracks: tuple[TrackView, ...]
    runs: tuple[RunView, ...]
    duties: tuple[DutyChangeView, ...]
    calls: tuple[CallTimeView, ...] = ()
