"""Which calls belong to an incident, and which incidents may be the same."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.routes.incidents import find, zone_of
from dispatch.contracts import incidents as wire
from dispatch.contracts.incidents import Duplicates, DuplicateView, IncidentView
from dispatch.domain.duplicates import Duplicate, find_duplicates
from dispatch.domain.people import Session, Verb
from dispatch.services.incidents.join_call import JoinCall, join_call
from dispatch.services.incidents.separate_call import SeparateCall, separate_call

router = APIRouter(tags=["incidents"])

Worker = Annotated[Actor, actor(Verb.WORK_INCIDENTS)]


@router.post("/calls/{call_id}/join")
async def join(call_id: UUID, asked: wire.JoinCall, by: Worker) -> IncidentView:
    """Bring a call to an incident; give that incident."""
    command = JoinCall(call_id, asked.incident_id, by.staff_number)
    return await by.do("join_call", lambda tx: join_call(command, tx), IncidentView, call_id, asked)


@router.post("/calls/{call_id}/separate")
async def separate(call_id: UUID, by: Worker, request: Request) -> IncidentView:
    """Undo it; give the incident to which the call now belongs."""
    command = SeparateCall(call_id, by.staff_number, zone_of(context_of(request)))
    return await by.do(
        "separate_call", lambda tx: separate_call(command, tx), IncidentView, call_id
    )


@router.get("/incidents/{incident_id}/duplicates")
async def list_duplicates(
    incident_id: UUID,
    _: Annotated[Session, reader(Verb.WORK_INCIDENTS)],
    request: Request,
) -> Duplicates:
    """Give the incidents in work that may be the same, likeliest first."""
    context = context_of(request)
    incident = await find(context, incident_id)
    site = await context.queries.read_site()
    others = await context.incidents.list_worked()
    now = context.clock.now()
    found = find_duplicates(incident, others, at=now, area_code=site.area_code)
    return Duplicates(incidents=tuple(_view(one) for one in found))


def _view(duplicate: Duplicate) -> DuplicateView:
    other = duplicate.incident
    return DuplicateView(
        incident_id=other.id,
        number=other.number,
        place=other.scene.text if other.scene else "",
        distance_m=duplicate.distance_m,
        minutes=duplicate.minutes,
        why=duplicate.why.value,
    )
