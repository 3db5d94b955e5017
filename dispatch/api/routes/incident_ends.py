"""How incidents end, and what undoes it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from dispatch.api.identity import Actor, actor
from dispatch.contracts import incidents as wire
from dispatch.contracts.incidents import IncidentView
from dispatch.domain.incident import CloseReason
from dispatch.domain.people import Verb
from dispatch.services.incidents.close_incident import CloseIncident, close_incident
from dispatch.services.incidents.merge_incident import MergeIncident, merge_incident
from dispatch.services.incidents.reopen_incident import reopen_incident
from dispatch.services.incidents.unmerge_incident import unmerge_incident

router = APIRouter(prefix="/incidents", tags=["incidents"])

Worker = Annotated[Actor, actor(Verb.WORK_INCIDENTS)]


@router.post("/{incident_id}/merge")
async def merge(incident_id: UUID, asked: wire.MergeIncident, by: Worker) -> IncidentView:
    """Say that two incidents are one; give the one that ends."""
    command = MergeIncident(incident_id, asked.into, by.staff_number)
    return await by.do(
        "merge_incident", lambda tx: merge_incident(command, tx), IncidentView, incident_id, asked
    )


@router.post("/{incident_id}/unmerge")
async def unmerge(incident_id: UUID, by: Worker) -> IncidentView:
    """Undo it; the incident takes its calls back."""
    return await by.do(
        "unmerge_incident",
        lambda tx: unmerge_incident(incident_id, by.staff_number, tx),
        IncidentView,
        incident_id,
    )


@router.post("/{incident_id}/close")
async def close(incident_id: UUID, asked: wire.CloseIncident, by: Worker) -> IncidentView:
    """Close an incident 结案/撤警."""
    command = CloseIncident(incident_id, CloseReason(asked.reason), by.staff_number)
    return await by.do(
        "close_incident", lambda tx: close_incident(command, tx), IncidentView, incident_id, asked
    )


@router.post("/{incident_id}/reopen")
async def reopen(incident_id: UUID, by: Worker) -> IncidentView:
    """Undo the closing."""
    return await by.do(
        "reopen_incident", lambda tx: reopen_incident(incident_id, tx), IncidentView, incident_id
    )
