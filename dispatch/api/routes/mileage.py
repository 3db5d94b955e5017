"""How vehicles were driven 里程 行程 停留 超速: for directors and technicians, each look kept."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from dispatch.api.context import Context, context_of
from dispatch.api.driving_views import driving_view
from dispatch.api.identity import reader
from dispatch.api.looks import look
from dispatch.api.shown_vehicles import vehicles_by_id
from dispatch.contracts.base import Instant
from dispatch.contracts.mileage import DrivingView, MileageView
from dispatch.domain.mileage import driving_of
from dispatch.domain.people import Session, Verb
from dispatch.domain.period_of_tracks import TrackPeriod
from dispatch.domain.track import MOST_VEHICLES, TrackFix
from dispatch.domain.vehicle_status import ShownVehicle
from dispatch.services.tracks import view_mileage as view_case

router = APIRouter(tags=["tracks"])

Viewer = Annotated[Session, reader(Verb.VIEW_MILEAGE)]
Vehicles = Annotated[list[UUID], Query(alias="vehicle", min_length=1, max_length=MOST_VEHICLES)]


@router.get("/tracks/mileage")
async def view_mileage(
    *,
    viewer: Viewer,
    request: Request,
    vehicle: Vehicles,
    since: Annotated[Instant, Query(alias="from")],
    until: Annotated[Instant, Query(alias="to")],
    over_kmh: Annotated[int, Query(ge=20, le=200)] = 80,
) -> MileageView:
    """Give mileage, trips, stops and speeding of some vehicles in a period."""
    context = context_of(request)
    asked = await vehicles_by_id(context, vehicle)
    period = TrackPeriod(since, until, len(asked))
    command = view_case.ViewMileage([one.name for one in asked], since, until)
    await look(context, viewer, "view_mileage", lambda tx: view_case.view_mileage(command, tx))
    return MileageView(
        since=since,
        until=until,
        over_kmh=over_kmh,
        vehicles=tuple([await _driving(context, one, period, over_kmh) for one in asked]),
    )


async def _driving(
    context: Context, vehicle: ShownVehicle, period: TrackPeriod, over_kmh: int
) -> DrivingView:
    tracks = context.map_window.tracks
    read = [await tracks.read_fine(vehicle, span) for span in period.spans()]
    fixes: list[TrackFix] = [fix for track in read for fix in track.fixes]
    driving = await asyncio.to_thread(
        driving_of, fixes, gap_s=tracks.gap_s, over_kmh=float(over_kmh)
    )
    head = (vehicle, sum(track.heard for track in read), any(track.cut for track in read))
    return driving_view(*head, driving)
