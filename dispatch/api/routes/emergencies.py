"""Emergency keys of vehicles: acknowledged and ended by a person at a seat."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from dispatch.api.identity import Actor, actor
from dispatch.contracts import emergencies as wire
from dispatch.domain.emergency import EndReason
from dispatch.domain.people import Verb
from dispatch.services.emergencies.acknowledge_emergency import (
    AcknowledgeEmergency,
    acknowledge_emergency,
)
from dispatch.services.emergencies.end_emergency import EndEmergency, end_emergency

router = APIRouter(prefix="/emergencies", tags=["emergencies"])

Seated = Annotated[Actor, actor(Verb.WORK_EMERGENCIES)]


@router.post("/{emergency_id}/acknowledge")
async def post_acknowledge(
    emergency_id: UUID, asked: wire.AcknowledgeEmergency, by: Seated
) -> wire.EmergencyView:
    """Take an emergency on."""
    name = by.person.name
    command = AcknowledgeEmergency(emergency_id, asked.raisings, by.staff_number, name)
    return await by.do(
        "acknowledge_emergency",
        lambda tx: acknowledge_emergency(command, tx),
        wire.EmergencyView,
        asked,
        str(emergency_id),
    )


@router.post("/{emergency_id}/end")
async def post_end(emergency_id: UUID, asked: wire.EndEmergency, by: Seated) -> wire.EmergencyView:
    """End an emergency, with why."""
    command = EndEmergency(emergency_id, EndReason(asked.reason), by.staff_number)
    return await by.do(
        "end_emergency",
        lambda tx: end_emergency(command, tx),
        wire.EmergencyView,
        asked,
        str(emergency_id),
    )
