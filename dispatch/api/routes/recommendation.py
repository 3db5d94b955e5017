"""Which vehicle goes, and where to; and a way by road."""

from itertools import count
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from dispatch.api.context import context_of, world_of
from dispatch.api.identity import reader
from dispatch.contracts.recommendation import (
    RecommendationView,
    RouteView,
)
from dispatch.domain.people import Session, Verb
from dispatch.domain.recommend import ExcludedVehicle, RankedVehicle
from dispatch.domain.recommend_hospitals import RankedHospital
from dispatch.domain.travel import Leg
from dispatch.services.recommendation import recommend as cases
from gis.datum import Wgs84

router = APIRouter(tags=["recommendation"])

Longitude = Annotated[float, Query(ge=-180, le=180)]
Latitude = Annotated[float, Query(ge=-90, le=90)]


@router.get("/incidents/{incident_id}/recommendation", response_model=RecommendationView)
async def get_recommendation(
    incident_id: UUID, viewer: Annotated[Session, reader(Verb.SEND_ORDERS)], request: Request
) -> Response:
    """Rank every vehicle and every hospital for an incident, each with its reasons."""
    world = world_of(context_of(request))
    found = await cases.recommend(incident_id, viewer.person.staff_number, world)
    view = RecommendationView.model_validate(
        {
            "incident_id": found.incident_id,
            "mode": found.mode,
            "map_version": found.map_version,
            "positions": found.vehicles.positions,
            "made_at": found.made_at,
            "ranked": tuple(map(_ranked, count(1), found.vehicles.ranked)),
            "excluded": tuple(map(_excluded, found.vehicles.excluded)),
            "hospitals": tuple(map(_hospital, count(1), found.hospitals)),
        }
    )
    return Response(view.model_dump_json(), media_type="application/json")  # checked once is enough


@router.get("/roads/route")
async def get_route(
    _: Annotated[Session, reader(Verb.VIEW_BOARD)],
    request: Request,
    from_lon: Longitude,
    from_lat: Latitude,
    to_lon: Longitude,
    to_lat: Latitude,
) -> RouteView:
    """Give one way with its shape and streets, in a straight line where roads are not known."""
    start, goal = Wgs84(from_lon, from_lat), Wgs84(to_lon, to_lat)
    route = await context_of(request).roads.route(start, goal)
    return RouteView(
        mode=route.mode.value,
        seconds=round(route.seconds),
        metres=round(route.metres),
        points=tuple((point.lon, point.lat) for point in route.points),
        streets=tuple(route.streets),
    )


def _ranked(rank: int, one: RankedVehicle) -> dict[str, Any]:
    return {
        "rank": rank,
        "vehicle_id": one.vehicle.id,
        "name": one.vehicle.name,
        "kind": one.vehicle.kind,
        "status": one.vehicle.status,
        "station_name": one.station.name,
        "travel_s": _travel_s(one.leg),
        "distance_m": _distance_m(one.leg),
        "fix_age_s": one.start.fix_age_s,
        "position_source": one.start.source,
        "reasons": one.reasons,
    }


def _excluded(one: ExcludedVehicle) -> dict[str, Any]:
    return {
        "vehicle_id": one.vehicle.id,
        "name": one.vehicle.name,
        "status": one.vehicle.status,
        "reasons": one.reasons,
    }


def _hospital(rank: int, one: RankedHospital) -> dict[str, Any]:
    return {
        "rank": rank,
        "hospital_id": one.hospital.id,
        "name": one.hospital.name,
        "travel_s": _travel_s(one.leg),
        "distance_m": _distance_m(one.leg),
        "departments": one.departments,
        "reasons": one.reasons,
    }


def _travel_s(leg: Leg | None) -> int | None:
    return round(leg.seconds) if leg else None


def _distance_m(leg: Leg | None) -> int | None:
    return round(leg.metres) if leg else None
