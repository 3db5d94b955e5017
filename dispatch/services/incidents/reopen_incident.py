"""An incident was closed too early."""

from uuid import UUID

from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import Incident
from dispatch.ports.transaction import Transaction


async def reopen_incident(incident_id: UUID, tx: Transaction) -> Incident:
    """Undo the closing: it is where it was before."""
    incident = await tx.incidents.get(incident_id)
    reopened = incident.reopened(tx.now)
    await tx.incidents.save(reopened)
    tx.events.append(incident_event(Kind.INCIDENT_REOPENED, reopened))
    return reopened
