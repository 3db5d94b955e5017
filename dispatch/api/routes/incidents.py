"""Incidents 事件: open one, fill in its form, say where it is."""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.masking import incident_seen_by
from dispatch.contracts import incidents as wire
from dispatch.contracts.base import Instant
from dispatch.contracts.incidents import IncidentPage, IncidentState, IncidentView
from dispatch.contracts.places import PlaceSource, PointAsked
from dispatch.domain import incident_form as form
from dispatch.domain import place as places
from dispatch.domain.incident import Incident, IncidentNotFound
from dispatch.domain.incident import IncidentState as State
from dispatch.domain.people import Session, Verb
from dispatch.ports.incident_queries import IncidentFilter
from dispatch.services.incidents.change_form import ChangeForm, change_form
from dispatch.services.incidents.confirm_scene import ConfirmScene, confirm_scene
from dispatch.services.incidents.log_chase import log_chase
from dispatch.services.incidents.open_incident import OpenIncident, open_incident
from dispatch.services.incidents.read_back_address import read_back_address
from dispatch.services.incidents.set_pick_up_point import SetPickUpPoint, set_pick_up_point
from gis.datum import Wgs84

router = APIRouter(prefix="/incidents", tags=["incidents"])

Worker = Annotated[Actor, actor(Verb.WORK_INCIDENTS)]
Viewer = Annotated[Session, reader(Verb.VIEW_INCIDENTS)]
WORDS = {
    "nature": form.Nature,
    "sex": form.Sex,
    "conscious": form.Answered,
    "breathing": form.Answered,
    "elevator": form.Answered,
    "priority": form.Priority,
}


@router.post("")
async def open_one(asked: wire.OpenIncident, by: Worker, request: Request) -> IncidentView:
    """Open an incident by hand; the one of a call is opened by its answer."""
    command = OpenIncident(asked.call_id, by.staff_number, zone_of(context_of(request)))
    return await by.do("open_incident", lambda tx: open_incident(command, tx), IncidentView, asked)


@router.patch("/{incident_id}/form")
async def change(incident_id: UUID, asked: wire.ChangeForm, by: Worker) -> IncidentView:
    """Save the fields that were answered; one that is absent stays."""
    said = asked.model_dump(mode="json", exclude_unset=True)
    changes = _changes(asked.model_dump(exclude_unset=True))
    command = ChangeForm(incident_id, changes)
    return await by.do(
        "change_form", lambda tx: change_form(command, tx), IncidentView, incident_id, said
    )


@router.put("/{incident_id}/scene")
async def confirm(incident_id: UUID, asked: wire.ConfirmScene, by: Worker) -> IncidentView:
    """Take a place as the scene: the call-taker's key."""
    scene = replace(_place(asked.text, asked.point, asked.source), typed=asked.typed)
    command = ConfirmScene(incident_id, scene)
    return await by.do(
        "confirm_scene", lambda tx: confirm_scene(command, tx), IncidentView, incident_id, asked
    )


@router.put("/{incident_id}/pick-up-point")
async def pick_up(incident_id: UUID, asked: wire.SetPickUpPoint, by: Worker) -> IncidentView:
    """Say where the crew is met; without a text it is at the scene."""
    source = asked.source or "typed"
    place = None if asked.text is None else _place(asked.text, asked.point, source)
    command = SetPickUpPoint(incident_id, place)
    return await by.do(
        "set_pick_up_point",
        lambda tx: set_pick_up_point(command, tx),
        IncidentView,
        incident_id,
        asked,
    )


@router.post("/{incident_id}/read-back")
async def read_back(incident_id: UUID, by: Worker) -> IncidentView:
    """Note that the address was read back 复述."""
    return await by.do(
        "read_back_address",
        lambda tx: read_back_address(incident_id, by.staff_number, tx),
        IncidentView,
        incident_id,
    )


@router.post("/{incident_id}/chases")
async def chase(incident_id: UUID, asked: wire.LogChase, by: Worker) -> IncidentView:
    """Note that a caller asks where the vehicle is 催车."""
    return await by.do(
        "log_chase",
        lambda tx: log_chase(incident_id, asked.note, tx),
        IncidentView,
        incident_id,
        asked,
    )


@router.get("")
async def list_incidents(
    viewer: Viewer,
    request: Request,
    state: IncidentState | None = None,
    before: Instant | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> IncidentPage:
    """Give incidents, newest first."""
    context = context_of(request)
    wanted = IncidentFilter(None if state is None else State(state), before, limit)
    found = await context.incidents.list_incidents(wanted)
    return IncidentPage(
        incidents=tuple(_seen(viewer, one, context) for one in found),
        next_before=found[-1].opened_at if len(found) == limit else None,
    )


@router.get("/{incident_id}")
async def get_incident(incident_id: UUID, viewer: Viewer, request: Request) -> IncidentView:
    """Give one incident."""
    context = context_of(request)
    return _seen(viewer, await find(context, incident_id), context)


def zone_of(context: Context) -> ZoneInfo:
    """Give the centre's time zone."""
    return ZoneInfo(context.settings.boot.centre.zone)


async def find(context: Context, incident_id: UUID) -> Incident:
    """Read an incident; IncidentNotFound."""
    found = await context.incidents.find_incident(incident_id)
    if found is None:
        raise IncidentNotFound
    return found


def _seen(viewer: Session, incident: Incident, context: Context) -> IncidentView:
    return incident_seen_by(viewer.person, IncidentView.model_validate(incident), context)


def _place(text: str, point: PointAsked | None, source: PlaceSource) -> places.Place:
    there = None if point is None else Wgs84(point.lon, point.lat)
    return places.Place(text, there, places.PlaceSource(source))


def _changes(said: dict[str, Any]) -> dict[str, Any]:
    """Turn the wire's words into the form's."""
    return {
        name: WORDS[name](value) if name in WORDS and value is not None else value
        for name, value in said.items()
    }
