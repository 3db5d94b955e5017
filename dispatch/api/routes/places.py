"""The search for places: proposals under the field, never what an incident holds."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from dispatch.api.context import context_of
from dispatch.api.identity import reader
from dispatch.contracts.places import PlaceSuggestions, PlaceSuggestionView
from dispatch.domain.people import Session, Verb
from gis.datum import Wgs84

router = APIRouter(prefix="/places", tags=["places"])

Viewer = Annotated[Session, reader(Verb.VIEW_INCIDENTS)]
Longitude = Annotated[float, Query(ge=-180, le=180)]
Latitude = Annotated[float, Query(ge=-90, le=90)]


@router.get("")
async def suggest(
    _: Viewer,
    request: Request,
    text: Annotated[str, Query(min_length=1, max_length=200)],
    limit: Annotated[int, Query(ge=1, le=10)] = 3,
    near_lon: Longitude | None = None,
    near_lat: Latitude | None = None,
) -> PlaceSuggestions:
    """Give places that a text may mean, best first; of two equals the nearer one."""
    near = None if near_lon is None or near_lat is None else Wgs84(near_lon, near_lat)
    found = await context_of(request).places.suggest(text, limit=limit, near=near)
    return PlaceSuggestions.model_validate(found)


@router.get("/reverse")
async def reverse(
    _: Viewer, request: Request, lon: Longitude, lat: Latitude
) -> PlaceSuggestionView | None:
    """Give what lies at a point, null where nothing is near."""
    found = await context_of(request).places.reverse(Wgs84(lon, lat))
    return None if found is None else PlaceSuggestionView.model_validate(found)
