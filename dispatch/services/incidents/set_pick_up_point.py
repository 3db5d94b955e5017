"""A call-taker says where the crew is met."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import Incident
from dispatch.domain.place import Place
from dispatch.ports.transaction import Transaction
from dispatch.services.revise_orders import revise_orders


@dataclass(frozen=True, slots=True)
class SetPickUpPoint:
    """Where the crew is met 等车地点; None is at the scene."""

    incident_id: UUID
    place: Place | None


async def set_pick_up_point(command: SetPickUpPoint, tx: Transaction) -> Incident:
    """Set or clear it."""
    incident = await tx.incidents.get(command.incident_id)
    if incident.worked and command.place == incident.pick_up_point:
        return incident
    changed = incident.pick_up_point_set(command.place, tx.now)
    await tx.incidents.save(changed)
    fields = ("pick_up_point",)
    tx.events.append(incident_event(Kind.INCIDENT_PICK_UP_CHANGED, changed, changed=fields))
    await revise_orders(changed, fields, tx)
    return changed
