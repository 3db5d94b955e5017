"""Shared by the verbs by which a run goes forward: stores, tells, and ends a run that is over."""

from dispatch.domain.events import Kind, order_event
from dispatch.domain.incident import Incident
from dispatch.domain.order import Order
from dispatch.ports.transaction import Transaction
from dispatch.services.end_order import end_order
from dispatch.services.note_activity import note_activity
from dispatch.services.show_vehicle import show_vehicle


async def reach_milestone(
    order: Order, stamped: Order, incident: Incident, tx: Transaction
) -> Order:
    """Keep what an order has become, and tell it; both are locked."""
    if stamped.over and not order.over:
        await end_order(stamped, Kind.ORDER_COMPLETED, tx)
        await note_activity(incident, tx, served=True)
        return stamped
    await tx.orders.save(stamped)
    tx.events.append(order_event(Kind.ORDER_STAMPED, stamped))
    if stamped.state is not order.state:
        await show_vehicle(stamped.vehicle_id, tx)
    return stamped
