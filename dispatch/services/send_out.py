"""Shared by the verbs that send a vehicle: the order leaves, and its acknowledgement falls due."""

from datetime import timedelta

from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, order_event
from dispatch.domain.order import Order
from dispatch.ports.transaction import Transaction
from dispatch.services.show_vehicle import show_vehicle


async def send_out(order: Order, tx: Transaction, *, acknowledge_s: int) -> None:
    """Store a new order, tell its station and the desks, and show its vehicle."""
    await tx.orders.save(order)
    due_at = tx.now + timedelta(seconds=acknowledge_s)
    await tx.deadlines.set(Deadline(DeadlineKind.ORDER_ACKNOWLEDGE, str(order.id), due_at))
    tx.events.append(order_event(Kind.ORDER_SENT, order))
    await show_vehicle(order.vehicle_id, tx)
