"""Shared by every verb that begins or ends an order: whether its incident waits again."""

from dispatch.domain.events import Kind, incident_event
from dispatch.domain.incident import Incident
from dispatch.ports.transaction import Transaction


async def note_activity(incident: Incident, tx: Transaction, *, served: bool = False) -> None:
    """Note whether an order of a locked incident is active; without one it waits again.

    Args:
        incident: Locked before its orders.
        tx: Holds the orders as they are now.
        served: Whether the order that ended reached its scene: then nobody waits any more.
    """
    active = await tx.orders.count_active_of_incident(incident.id) > 0
    changed = incident.order_activity(active, tx.now, served=served)
    if changed == incident:
        return
    await tx.incidents.save(changed)
    tx.events.append(incident_event(Kind.INCIDENT_CHANGED, changed, changed=("waiting_since",)))
