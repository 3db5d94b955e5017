"""Where a caller is, by every source: side by side, and the call-taker's choice of one."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.masking import incident_seen_by, masked, seen_by
from dispatch.api.routes.incidents import find
from dispatch.contracts import caller_places as wire
from dispatch.contracts.caller_places import (
    CallerPlacesView,
    CallerPlaceView,
    PlaceConflictView,
    SourceRoundView,
)
from dispatch.contracts.calls import CallView
from dispatch.contracts.incidents import IncidentView
from dispatch.domain.call import CallNotFound
from dispatch.domain.people import Session, Verb
from dispatch.domain.place_conflict import ChoiceReason
from dispatch.services.compare_places import compare_places
from dispatch.services.incidents.choose_place_source import (
    ChoosePlaceSource,
    choose_place_source,
)
from dispatch.services.places.ask_sources import ask_sources

router = APIRouter(tags=["caller places"])

Viewer = Annotated[Session, reader(Verb.VIEW_INCIDENTS)]
Worker = Annotated[Actor, actor(Verb.WORK_INCIDENTS)]


@router.get("/calls/{call_id}/place-sources")
async def list_of_call(call_id: UUID, viewer: Viewer, request: Request) -> CallerPlacesView:
    """Give what is known of a caller before there is an incident."""
    context = context_of(request)
    call = await context.queries.find_call(call_id)
    if call is None:
        raise CallNotFound
    whole = CallView.model_validate(call)
    hidden = seen_by(viewer.person, whole, context) != whole
    return await _shown(context, [call_id], None, hidden=hidden)


@router.get("/incidents/{incident_id}/place-sources")
async def list_of_incident(incident_id: UUID, viewer: Viewer, request: Request) -> CallerPlacesView:
    """Give what is known of all its callers."""
    context = context_of(request)
    incident = await find(context, incident_id)
    whole = IncidentView.model_validate(incident)
    hidden = incident_seen_by(viewer.person, whole, context) != whole
    return await _shown(context, incident.calls, incident_id, hidden=hidden)


@router.post("/calls/{call_id}/place-sources/ask")
async def ask_again(call_id: UUID, by: Annotated[Actor, actor(Verb.TAKE_CALLS)]) -> SourceRoundView:
    """Ask every source again where a caller is; what was answered before stays."""
    return await by.do(
        "ask_sources",
        lambda tx: ask_sources(call_id, by.staff_number, tx),
        SourceRoundView,
        call_id,
    )


@router.post("/incidents/{incident_id}/place-sources/{place_id}/choice")
async def choose(
    incident_id: UUID, place_id: UUID, asked: wire.ChoosePlaceSource, by: Worker
) -> IncidentView:
    """Take a source as the scene: the call-taker's key."""
    reason = None if asked.reason is None else ChoiceReason(asked.reason)
    command = ChoosePlaceSource(incident_id, place_id, reason)
    return await by.do(
        "choose_place_source",
        lambda tx: choose_place_source(command, tx),
        IncidentView,
        incident_id,
        place_id,
        asked,
    )


async def _shown(
    context: Context, calls: Sequence[UUID], incident_id: UUID | None, *, hidden: bool
) -> CallerPlacesView:
    found = await context.caller_places.list_of(calls, incident_id)
    view = CallerPlacesView(
        places=tuple(map(CallerPlaceView.model_validate, found)),
        conflicts=tuple(map(PlaceConflictView.model_validate, compare_places(found))),
    )
    return masked(view) if hidden else view
