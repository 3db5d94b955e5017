"""An incident is done 结案/撤警."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import CloseReason, Incident
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class CloseIncident:
    """Which incident, and why.

    Args:
        by: Staff number.
    """

    incident_id: UUID
    reason: CloseReason
    by: str


async def close_incident(command: CloseIncident, tx: Transaction) -> Incident:
    """Close it; orders under way must have ended before."""
    incident = await tx.incidents.get(command.incident_id)
    closed = incident.closed(command.reason, command.by, tx.now)
    await tx.incidents.save(closed)
    tx.events.append(incident_event(Kind.INCIDENT_CLOSED, closed))
    return closed
