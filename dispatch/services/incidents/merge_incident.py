"""Two incidents are one."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import Incident
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class MergeIncident:
    """Which incident is the same as which other one.

    Args:
        by: Staff number.
    """

    incident_id: UUID
    into: UUID
    by: str


async def merge_incident(command: MergeIncident, tx: Transaction) -> Incident:
    """End the one and bring its calls to the other; give the one that ended."""
    incident, into = await tx.incidents.get_both(command.incident_id, command.into)
    merged = incident.merged(into, command.by, tx.now)
    moved = tuple(link.moved(incident.id, command.by, tx.now) for link in incident.links)
    gained = into.gained(moved, tx.now)
    await tx.incidents.save(merged)
    tx.events.append(incident_event(Kind.INCIDENT_MERGED, merged, into.id, *incident.calls))
    if moved:
        await tx.incidents.save(gained)
        tx.events.append(
            incident_event(Kind.INCIDENT_CHANGED, gained, incident.id, changed=("calls",))
        )
    return merged
