"""Where vehicles were 轨迹回放: for leaders and directors, each look kept in the audit."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from dispatch.api.context import Context, context_of
from dispatch.api.identity import reader
from dispatch.api.looks import look
from dispatch.api.routes.incidents import find
from dispatch.api.shown_vehicles import vehicles_by_id
from dispatch.api.track_files import MEDIA, TrackWriter
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
from dispatch.domain.vehicle_status import ShownVehicle
from dispatch.services.tracks import export_tracks as export_case
from dispatch.services.tracks import view_tracks as view_case

router = APIRouter(tags=["tracks"])

Viewer = Annotated[Session, reader(Verb.VIEW_TRACKS)]
Vehicles = Annotated[list[UUID], Query(alias="vehicle", min_length=1, max_length=MOST_VEHICLES)]
Since = Annotated[Instant, Query(alias="from")]
Until = Annotated[Instant, Query(alias="to")]


@router.get("/tracks")
async def view_tracks(
    viewer: Viewer, request: Request, vehicle: Vehicles, since: Since, until: Until
) -> ReplayView:
    """Give what was heard of some vehicles in a span of at most a day."""
    context, span = context_of(request), Span(since, until)
    asked = await vehicles_by_id(context, vehicle)
    command = view_case.ViewTracks([one.name for one in asked], span)
    await look(context, viewer, "view_tracks", lambda tx: view_case.view_tracks(command, tx))
    return _view(await _replay(context, asked, span))


@router.get("/tracks/export.{form}", response_class=StreamingResponse)
async def export_tracks(
    *,
    viewer: Viewer,
    request: Request,
    form: TrackForm,
    vehicle: Vehicles,
    since: Since,
    until: Until,
) -> StreamingResponse:
    """Give what was heard as a file, in more detail than a screen shows."""
    context, span = context_of(request), Span(since, until)
    asked = await vehicles_by_id(context, vehicle)
    command = export_case.ExportTracks([one.name for one in asked], span, form)
    await look(context, viewer, "export_tracks", lambda tx: export_case.export_tracks(command, tx))
    return await _file(context, asked, span, form)


@router.get("/incidents/{incident_id}/tracks/export.{form}", response_class=StreamingResponse)
async def export_incident_tracks(
    incident_id: UUID, form: TrackForm, viewer: Viewer, request: Request
) -> StreamingResponse:
    """Give what was heard of an incident's vehicles as a file."""
    context = context_of(request)
    incident = await find(context, incident_id)
    orders = await context.orders.list_orders(incident_id)
    span = span_of_run(orders, context.clock.now())
    asked = await vehicles_by_id(context, vehicles_of(orders))
    names = [one.name for one in asked]
    command = export_case.ExportTracks(names, span, form, incident.number)
    await look(context, viewer, "export_tracks", lambda tx: export_case.export_tracks(command, tx))
    return await _file(context, asked, span, form)


@router.get("/incidents/{incident_id}/tracks")
async def view_incident_tracks(incident_id: UUID, viewer: Viewer, request: Request) -> ReplayView:
    """Give what was heard of every vehicle of an incident, from the first order to the last end."""
    context = context_of(request)
    incident = await find(context, incident_id)
    orders = await context.orders.list_orders(incident_id)
    span = span_of_run(orders, context.clock.now())
    asked = await vehicles_by_id(context, vehicles_of(orders))
    command = view_case.ViewTracks([one.name for one in asked], span, incident.number)
    await look(context, viewer, "view_tracks", lambda tx: view_case.view_tracks(command, tx))
    return _view(await _replay(context, asked, span))


async def _file(
    context: Context, vehicles: list[ShownVehicle], span: Span, form: TrackForm
) -> StreamingResponse:
    """Give the file a track at a time; the first is read before anything is said."""
    tracks, head = context.map_window.tracks, await _head(context, vehicles, span)
    first = await tracks.read_fine(vehicles[0], span)

    async def pieces() -> AsyncIterator[str]:
        writer = TrackWriter(form, head)
        yield writer.begin()
        for piece in writer.track(first):
            yield piece
        for vehicle in vehicles[1:]:
            for piece in writer.track(await tracks.read_fine(vehicle, span)):
                yield piece
        yield writer.end()

    headers = {"Content-Disposition": f'attachment; filename="tracks.{form}"'}
    return StreamingResponse(pieces(), media_type=MEDIA[form], headers=headers)


async def _replay(context: Context, vehicles: list[ShownVehicle], span: Span) -> Replay:
    tracks, head = context.map_window.tracks, await _head(context, vehicles, span)
    return replace(head, tracks=tuple([await tracks.read(one, span) for one in vehicles]))


async def _head(context: Context, vehicles: list[ShownVehicle], span: Span) -> Replay:
    window, ids = context.map_window, [one.id for one in vehicles]
    orders = tuple(await window.runs.orders_of(ids, span))
    incidents = list(dict.fromkeys(one.incident_id for one in orders))
    return Replay(
        span=span,
        gap_s=window.tracks.gap_s,
        tracks=(),
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
