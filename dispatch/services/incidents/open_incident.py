"""A person opens an incident by hand."""

from dataclasses import dataclass
from datetime import tzinfo
from uuid import UUID

from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import Incident
from dispatch.domain.incident_number import day_of
from dispatch.domain.opening import incident_by_hand, incident_of_call
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """Who opens it, for which call if any.

    Args:
        by: Staff number.
        zone: The centre's, whose day numbers the incident.
    """

    call_id: UUID | None
    by: str
    zone: tzinfo


async def open_incident(command: OpenIncident, tx: Transaction) -> Incident:
    """Open it; a call that already belongs to an incident gives that one."""
    call = None if command.call_id is None else await tx.calls.get(command.call_id)
    known = None if call is None else await tx.incidents.find_id_of_call(call.id)
    if known is not None:
        return await tx.incidents.get(known)
    new_id, at, zone = tx.new_id(), tx.now, command.zone
    count = await tx.incidents.next_count(day_of(at, zone))
    opened = (
        incident_by_hand(new_id, count=count, by=command.by, at=at, zone=zone)
        if call is None
        else incident_of_call(new_id, call, count=count, at=at, zone=zone)
    )
    await tx.incidents.save(opened)
    tx.events.append(incident_event(Kind.INCIDENT_OPENED, opened))
    return opened
