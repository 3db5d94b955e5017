"""Where vehicles were 轨迹回放: for leaders and directors, each look kept in the audit."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from dispatch.api.context import Context, context_of
from dispatch.api.identity import reader
from dispatch.api.looks import look
from dispatch.api.routes.incidents import find
from dispatch.api.track_files import as_csv, as_geojson
from dispatch.contracts.base import Instant
from dispatch.contracts.map_window import (
    CallTimeView,
    DutyChangeView,
    ReplayView,
    RunView,
    TrackFixView,
    TrackView,
)
from dispatch.domain.people import Session, Verb
from dispatch.domain.track import (
    MOST_VEHICLES,
    Replay,
    Span,
    Track,
    TrackForm,
    span_of_run,
    vehicles_of,
)
from dispatch.domain.vehicle import VehicleNotFound
from dispatch.domain.vehicle_status import ShownVehicle
from dispatch.services.tracks import export_tracks as export_case
from dispatch.services.tracks import view_tracks as view_case

router = APIRouter(tags=["tracks"])

Viewer = Annotated[Session, reader(Verb.VIEW_TRACKS)]
Vehicles = Annotated[list[UUID], Query(alias="vehicle", min_length=1, max_length=MOST_VEHICLES)]
Since = Annotated[Instant, Query(alias="from")]
Until = Annotated[Instant, Query(alias="to")]
MEDIA = {TrackForm.CSV: "text/csv; charset=utf-8", TrackForm.GEOJSON: "application/geo+json"}
# Without it a spreadsheet takes the names for something else.
BYTE_ORDER_MARK = "\ufeff"


@router.get("/tracks")
async def view_tracks(
    viewer: Viewer, request: Request, vehicle: Vehicles, since: Since, until: Until
) -> ReplayView:
    """Give what was heard of some vehicles in a span of at most a day."""
    context, span = context_of(request), Span(since, until)
    asked = await _vehicles(context, vehicle)
    command = view_case.ViewTracks([one.name for one in asked], span)
    await look(context, viewer, "view_tracks", lambda tx: view_case.view_tracks(command, tx))
    return _view(await _replay(context, asked, span))


@router.get("/tracks/export.{form}", response_class=Response)
async def export_tracks(
    *,
    viewer: Viewer,
    request: Request,
    form: TrackForm,
    vehicle: Vehicles,
    since: Since,
    until: Until,
) -> Response:
    """Give the same as a file."""
    context, span = context_of(request), Span(since, until)
    asked = await _vehicles(context, vehicle)
    command = export_case.ExportTracks([one.name for one in asked], span, form)
    await look(context, viewer, "export_tracks", lambda tx: export_case.export_tracks(command, tx))
    replay = await _replay(context, asked, span)
    text = as_geojson(replay) if form is TrackForm.GEOJSON else BYTE_ORDER_MARK + as_csv(replay)
    headers = {"Content-Disposition": f'attachment; filename="tracks.{form}"'}
    return Response(text, media_type=MEDIA[form], headers=headers)


@router.get("/incidents/{incident_id}/tracks")
async def view_incident_tracks(incident_id: UUID, viewer: Viewer, request: Request) -> ReplayView:
    """Give what was heard of every vehicle of an incident, from the first order to the last end."""
    context = context_of(request)
    incident = await find(context, incident_id)
    orders = await context.orders.list_orders(incident_id)
    span = span_of_run(orders, context.clock.now())
    asked = await _vehicles(context, vehicles_of(orders))
    command = view_case.ViewTracks([one.name for one in asked], span, incident.number)
    await look(context, viewer, "view_tracks", lambda tx: view_case.view_tracks(command, tx))
    return _view(await _replay(context, asked, span))


async def _vehicles(context: Context, ids: list[UUID] | tuple[UUID, ...]) -> list[ShownVehicle]:
    """Give the vehicles with these ids, each once; VehicleNotFound."""
    shown = (await context.orders.read_resources()).vehicles
    known = {one.id: one for one in shown}
    if not set(ids) <= known.keys():
        raise VehicleNotFound
    return [known[one] for one in dict.fromkeys(ids)]


async def _replay(context: Context, vehicles: list[ShownVehicle], span: Span) -> Replay:
    window, ids = context.map_window, [one.id for one in vehicles]
    orders = tuple(await window.runs.orders_of(ids, span))
    incidents = list(dict.fromkeys(one.incident_id for one in orders))
    return Replay(
        span=span,
        gap_s=window.tracks.gap_s,
        tracks=tuple([await window.tracks.read(one, span) for one in vehicles]),
        orders=orders,
        duties=tuple(await window.runs.duties_of(ids, span)),
        calls=tuple(await window.runs.calls_of(incidents, span)),
    )


def _view(replay: Replay) -> ReplayView:
    return ReplayView(
        since=replay.span.since,
        until=replay.span.until,
        gap_s=replay.gap_s,
        tracks=tuple(_track(one) for one in replay.tracks),
        runs=tuple(RunView.model_validate(one) for one in replay.orders),
        duties=tuple(DutyChangeView.model_validate(one) for one in replay.duties),
        calls=tuple(CallTimeView.model_validate(one) for one in replay.calls),
    )


def _track(track: Track) -> TrackView:
    return TrackView(
        vehicle_id=track.vehicle_id,
        vehicle_name=track.vehicle_name,
        device=track.device,
        heard=track.heard,
        bucket_s=track.bucket_s,
        cut=track.cut,
        fixes=tuple(
            TrackFixView(
                at=fix.at,
                lon=fix.point.lon,
                lat=fix.point.lat,
                speed_kmh=fix.speed_kmh,
                course_deg=fix.course_deg,
                opens=fix.opens,
            )
            for fix in track.fixes
        ),
    )
