"""Shared by the verbs that end an order by a person's act."""

from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.events import Kind, order_event
from dispatch.domain.order import Order
from dispatch.ports.transaction import Transaction
from dispatch.services.show_vehicle import show_vehicle


async def end_order(ended: Order, kind: Kind, tx: Transaction) -> None:
    """Store an order that is over, tell it, and show its vehicle."""
    await tx.orders.save(ended)
    await tx.deadlines.clear(DeadlineKind.ORDER_ACKNOWLEDGE, str(ended.id))
    tx.events.append(order_event(kind, ended))
    await show_vehicle(ended.vehicle_id, tx)
