"""Two incidents are two after all."""

from uuid import UUID

from dispatch.domain.errors import IllegalMove
from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import Incident, IncidentOver, IncidentState
from dispatch.ports.transaction import Transaction


async def unmerge_incident(incident_id: UUID, by: str, tx: Transaction) -> Incident:
    """Undo the merge: the incident takes back the calls that it brought.

    Args:
        incident_id: The one that was merged.
        by: Staff number.
        tx: The unit of work.

    Raises:
        IncidentOver: The other one was merged too; undo that first.
    """
    incident = await tx.incidents.get(incident_id)
    if incident.merged_into is None:
        raise IllegalMove(state=incident.state, move="unmerge")
    host = await tx.incidents.get(incident.merged_into)
    if host.state is IncidentState.MERGED:
        raise IncidentOver(number=host.number)
    brought = tuple(link for link in host.links if link.came_from(incident.id))
    freed = host.lost(frozenset(link.call_id for link in brought), tx.now)
    back = tuple(link.moved_back(by, tx.now) for link in brought)
    unmerged = incident.unmerged(back, tx.now)
    if brought:
        await tx.incidents.save(freed)
        tx.events.append(
            incident_event(Kind.INCIDENT_CHANGED, freed, incident.id, changed=("calls",))
        )
    await tx.incidents.save(unmerged)
    tx.events.append(incident_event(Kind.INCIDENT_UNMERGED, unmerged, host.id))
    return unmerged
