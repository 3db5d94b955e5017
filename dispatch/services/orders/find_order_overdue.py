"""Nobody took an order in time: the desks are told."""

from uuid import UUID

from dispatch.domain.events import Kind, order_event
from dispatch.ports.transaction import Transaction


async def find_order_overdue(order_id: UUID, tx: Transaction) -> None:
    """Tell it once a revision; an order that was taken meanwhile, or is over, is left alone."""
    order = await tx.orders.get(order_id)
    if not order.unacknowledged:
        return
    overdue = order.found_overdue(tx.now)
    await tx.orders.save(overdue)
    tx.events.append(order_event(Kind.ORDER_OVERDUE, overdue))
