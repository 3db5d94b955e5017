"""The recommendation of vehicles and hospitals for an incident, and a route, on the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from dispatch.contracts.base import View

TravelMode = Literal["road", "straight_line"]


class ReasonView(View):
    """Why something is listed where it is; the text is found by code."""

    code: str
    parameters: dict[str, str | int | None]


class RankedVehicleView(View):
    """A vehicle that may be sent; rank 1 is the best."""

    rank: int
    vehicle_id: UUID
    name: str
    kind: str
    status: str
    station_name: str
    travel_s: int | None
    distance_m: int | None
    fix_age_s: int | None
    position_source: Literal["fix", "station"]
    reasons: tuple[ReasonView, ...]


class ExcludedVehicleView(View):
    """A vehicle that is not proposed, and why."""

    vehicle_id: UUID
    name: str
    status: str
    reasons: tuple[ReasonView, ...]


class RankedHospitalView(View):
    """A hospital; departments are those that the complaint needs and it has."""

    rank: int
    hospital_id: UUID
    name: str
    travel_s: int | None
    distance_m: int | None
    departments: tuple[str, ...]
    reasons: tuple[ReasonView, ...]


class RecommendationView(View):
    """Every vehicle is either ranked or excluded, each with at least one reason.

    mode says whether times are by road; positions, whether any vehicle's own position was fresh
    enough or the stations stand for all of them. Without a mapped place all times are null.
    map_version is that of the roads.
    """

    incident_id: UUID
    mode: TravelMode
    map_version: str = ""
    positions: Literal["live", "stations"]
    made_at: datetime
    ranked: tuple[RankedVehicleView, ...]
    excluded: tuple[ExcludedVehicleView, ...]
    hospitals: tuple[RankedHospitalView, ...]


class RouteView(View):
    """A way from one point to another; points are [longitude, latitude], WGS-84."""

    mode: TravelMode
    seconds: int
    metres: int
    points: tuple[tuple[float, float], ...]
    streets: tuple[str, ...]
