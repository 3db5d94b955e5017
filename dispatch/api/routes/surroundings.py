"""What is here, and what is around: for a person who points at the map."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import reader
from dispatch.contracts.calls import PointView
from dispatch.contracts.map_window import (
    CrossingHereView,
    HereView,
    IncidentNearView,
    PlaceAroundView,
    PlacesAround,
    RoadHereView,
)
from dispatch.contracts.places import PlaceSuggestionView
from dispatch.domain.people import Session, Verb
from dispatch.domain.surroundings import (
    INCIDENTS_FOR,
    INCIDENTS_WITHIN_M,
    AroundKind,
    incidents_near,
)
from gis.datum import Wgs84

router = APIRouter(prefix="/map", tags=["map"])

Viewer = Annotated[Session, reader(Verb.VIEW_BOARD)]
Longitude = Annotated[float, Query(ge=-180, le=180)]
Latitude = Annotated[float, Query(ge=-85, le=85)]


@router.get("/here")
async def here(viewer: Viewer, request: Request, lon: Longitude, lat: Latitude) -> HereView:
    """Tell what a point is, and which incidents were there lately."""
    context, point = context_of(request), Wgs84(lon, lat)
    found = await context.map_window.surroundings.here(point)
    return HereView(
        point=PointView(lon=lon, lat=lat),
        place=found.place and PlaceSuggestionView.model_validate(found.place),
        district=found.district,
        road=found.road and RoadHereView.model_validate(found.road),
        crossing=found.crossing and CrossingHereView.model_validate(found.crossing),
        gcj02=found.gcj02 and PointView(lon=found.gcj02[0], lat=found.gcj02[1]),
        incidents=await _incidents(context, viewer, point),
    )


@router.get("/around")
async def around(
    *,
    _: Viewer,
    request: Request,
    lon: Longitude,
    lat: Latitude,
    radius_m: Annotated[float, Query(ge=100, le=10_000)],
    kind: Annotated[list[AroundKind], Query(min_length=1, max_length=len(AroundKind))],
) -> PlacesAround:
    """Give places of some kinds around a point, nearest first."""
    surroundings = context_of(request).map_window.surroundings
    found = await surroundings.around(Wgs84(lon, lat), radius_m=radius_m, kinds=kind)
    return PlacesAround(places=tuple(PlaceAroundView.model_validate(one) for one in found))


async def _incidents(
    context: Context, viewer: Session, point: Wgs84
) -> tuple[IncidentNearView, ...] | None:
    if Verb.VIEW_INCIDENTS not in viewer.person.rights:
        return None
    since = context.clock.now() - INCIDENTS_FOR
    runs = context.map_window.runs
    lately = await runs.incidents_within(point, INCIDENTS_WITHIN_M, since)
    return tuple(IncidentNearView.model_validate(one) for one in incidents_near(point, lately))
