"""An incident has waited too long for a vehicle 待派."""

from uuid import UUID

from dispatch.domain.events import Kind, incident_event
from dispatch.ports.transaction import Transaction


async def raise_waiting_alarm(incident_id: UUID, tx: Transaction) -> None:
    """Tell the desks, the shift leader's among them; what waits no longer is no alarm."""
    incident = await tx.incidents.get(incident_id)
    due_at = incident.next_alarm_at
    if due_at is None or tx.now < due_at:
        return
    alarmed = incident.alarmed(tx.now)
    await tx.incidents.save(alarmed)
    tx.events.append(incident_event(Kind.INCIDENT_WAITING_ALARM, alarmed))
