"""Which vehicle goes, and where to, now and as it was; and a way by road."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from dispatch.api.context import context_of, world_of
from dispatch.api.identity import reader
from dispatch.api.shown_route import shown_route
from dispatch.contracts.recommendation import (
    KeptRecommendationView,
    RecommendationView,
    RouteView,
)
from dispatch.domain.kept_recommendation import RecommendationNotKept
from dispatch.domain.people import Session, Verb
from dispatch.domain.recommendation_list import text_of
from dispatch.domain.travel import Conditions
from dispatch.services.calibrate_roads import calibrate_roads
from dispatch.services.recommendation import recommend as recommend_case
from gis.datum import Wgs84

router = APIRouter(tags=["recommendation"])

Longitude = Annotated[float, Query(ge=-180, le=180)]
Latitude = Annotated[float, Query(ge=-90, le=90)]


@router.get("/incidents/{incident_id}/recommendation", response_model=RecommendationView)
async def get_recommendation(
    incident_id: UUID, _: Annotated[Session, reader(Verb.SEND_ORDERS)], request: Request
) -> Response:
    """Rank every vehicle and every hospital for an incident, each with its reasons."""
    found = await recommend_case.recommend(incident_id, world_of(context_of(request)))
    return Response(text_of(found), media_type="application/json")  # as it would be kept


@router.get("/orders/{order_id}/recommendation")
async def get_kept(
    order_id: UUID, _: Annotated[Session, reader(Verb.VIEW_EVENTS)], request: Request
) -> KeptRecommendationView:
    """Show the list as it was when an order was sent, and make it anew of the same inputs."""
    kept = await context_of(request).basis.find_kept(order_id)
    if kept is None:
        raise RecommendationNotKept
    again = kept.again()
    same = again == kept.listed
    return KeptRecommendationView(
        order_id=order_id,
        made_at=kept.made_at,
        map_version=kept.map_version,
        left_out=kept.left_out,
        replay="unreadable" if again is None else "equal" if same else "different",
        shown=RecommendationView.model_validate_json(kept.listed),
        again=None if again is None or same else RecommendationView.model_validate_json(again),
    )


@router.get("/roads/route")
async def get_route(
    *,
    _: Annotated[Session, reader(Verb.VIEW_BOARD)],
    request: Request,
    from_lon: Longitude,
    from_lat: Latitude,
    to_lon: Longitude,
    to_lat: Latitude,
    blue_light: bool = True,
) -> RouteView:
    """Give one way with its shape and streets, in a straight line where roads are not known.

    blue_light: on an emergency run; on the way back it is false.
    """
    start, goal = Wgs84(from_lon, from_lat), Wgs84(to_lon, to_lat)
    context = context_of(request)
    closures = await context.closures.queries.list_in_force()
    conditions = Conditions(closures=tuple(closures), blue_light=blue_light)
    calibration = await context.calibrations.read_in_force()
    roads = calibrate_roads(context.roads, calibration, context.clock.now())
    return shown_route(await roads.route(start, goal, conditions))
