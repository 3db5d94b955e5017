"""The call-taker's key: this place, and no other, is the scene."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import Incident
from dispatch.domain.place import Place
from dispatch.ports.transaction import Transaction
from dispatch.services.revise_orders import revise_orders


@dataclass(frozen=True, slots=True)
class ConfirmScene:
    """Where it is; a place without a point is text only 未上图."""

    incident_id: UUID
    scene: Place


async def confirm_scene(command: ConfirmScene, tx: Transaction) -> Incident:
    """Take the place as the scene; with it a received incident is open."""
    incident = await tx.incidents.get(command.incident_id)
    confirmed = incident.scene_confirmed(command.scene, tx.now)
    await tx.incidents.save(confirmed)
    fields = () if confirmed.scene == incident.scene else ("scene",)
    tx.events.append(incident_event(Kind.INCIDENT_SCENE_CONFIRMED, confirmed, changed=fields))
    await revise_orders(confirmed, fields, tx)
    return confirmed
