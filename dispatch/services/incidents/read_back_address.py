"""A call-taker read the address back 复述 to the caller."""

from uuid import UUID

from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import Incident
from dispatch.ports.transaction import Transaction


async def read_back_address(incident_id: UUID, by: str, tx: Transaction) -> Incident:
    """Note who read it back and when; the scene must be confirmed.

    Args:
        incident_id: The incident.
        by: Staff number.
        tx: The unit of work.
    """
    incident = await tx.incidents.get(incident_id)
    read = incident.read_back(by, tx.now)
    await tx.incidents.save(read)
    tx.events.append(incident_event(Kind.INCIDENT_READ_BACK, read))
    return read
