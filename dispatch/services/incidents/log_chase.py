"""A caller asks where the vehicle is 催车."""

from uuid import UUID

from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import Incident
from dispatch.ports.transaction import Transaction


async def log_chase(incident_id: UUID, note: str | None, tx: Transaction) -> Incident:
    """Count it and keep what was said."""
    incident = await tx.incidents.get(incident_id)
    chased = incident.chased(tx.now)
    await tx.incidents.save(chased)
    tx.events.append(incident_event(Kind.INCIDENT_CHASED, chased, note=note))
    return chased
