"""The recommendation of vehicles and hospitals for an incident, and a route, on the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from dispatch.contracts.base import View
from dispatch.contracts.hospitals import Capability
from dispatch.contracts.vehicles import Skill

TravelMode = Literal["road", "straight_line"]


class ReasonView(View):
    """Why something is listed where it is; the text is found by code."""

    code: str
    parameters: dict[str, str | int | None]


class RankedVehicleView(View):
    """A vehicle that may be sent; rank 1 is the best.

    It is expected between eta_low_s and eta_high_s from now. crew: who is written down as riding.
    """

    rank: int
    vehicle_id: UUID
    name: str
    kind: str
    status: str
    station_name: str
    travel_s: int | None
    distance_m: int | None
    eta_low_s: int | None
    eta_high_s: int | None
    fix_age_s: int | None
    position_source: Literal["fix", "station"]
    crew: tuple[Literal["doctor", "nurse", "driver"], ...]
    lacks: tuple[Skill, ...]
    reasons: tuple[ReasonView, ...]


class ExcludedVehicleView(View):
    """A vehicle that is not proposed, and why."""

    vehicle_id: UUID
    name: str
    status: str
    reasons: tuple[ReasonView, ...]


class RankedHospitalView(View):
    """A hospital; departments and centres are those that the complaint needs and it has.

    inbound counts the patients on their way; beds_free is null when nobody told lately.
    """

    rank: int
    hospital_id: UUID
    name: str
    travel_s: int | None
    distance_m: int | None
    departments: tuple[str, ...]
    centres: tuple[Capability, ...]
    beds_free: int | None
    inbound: int
    reasons: tuple[ReasonView, ...]


class DivertibleVehicleView(View):
    """A vehicle on its way to a less urgent incident, in no list: a person diverts it, or nobody.

    gains_s: so much sooner here than the first of the list; costs_s: so much later there.
    """

    vehicle_id: UUID
    name: str
    order_id: UUID
    incident_number: str
    priority: int
    travel_s: int
    eta_low_s: int
    eta_high_s: int
    gains_s: int
    costs_s: int
    replacement_id: UUID
    replacement_name: str


class RecommendationView(View):
    """Every vehicle is either ranked or excluded, each with at least one reason.

    mode says whether times are by road; positions, whether any vehicle's own position was fresh
    enough or the stations stand for all of them. Without a mapped place all times are null.
    map_version is that of the roads. split gives the hospital of each of up to ten patients of
    one act.
    """

    incident_id: UUID
    mode: TravelMode
    map_version: str = ""
    positions: Literal["live", "stations"]
    made_at: datetime
    ranked: tuple[RankedVehicleView, ...]
    excluded: tuple[ExcludedVehicleView, ...]
    hospitals: tuple[RankedHospitalView, ...]
    split: tuple[UUID, ...]
    divertible: tuple[DivertibleVehicleView, ...]


class KeptRecommendationView(View):
    """What the list was when an order was sent, and what the same inputs give now.

    replay: equal is bit for bit; unreadable when they were kept in another version's shape. again
    is null but for a list that differs. left_out counts vehicles of the centre that are not kept.
    """

    order_id: UUID
    made_at: datetime
    map_version: str | None
    left_out: int
    replay: Literal["equal", "different", "unreadable"]
    shown: RecommendationView
    again: RecommendationView | None


class StepView(View):
    """One street of a way and how one turns into it; the street is empty where it has no name."""

    turn: Literal["depart", "straight", "slight_left", "left", "slight_right", "right", "back"]
    street: str
    metres: int


class RouteView(View):
    """A way from one point to another; points are [longitude, latitude], WGS-84."""

    mode: TravelMode
    seconds: int
    metres: int
    points: tuple[tuple[float, float], ...]
    streets: tuple[str, ...]
    steps: tuple[StepView, ...]
