"""An order is taken back 取消派车 before its vehicle is at the scene."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind
from dispatch.domain.order import Order, OrderMove
from dispatch.domain.order_reasons import CancelReason
from dispatch.ports.transaction import Transaction
from dispatch.services.end_order import end_order
from dispatch.services.note_activity import note_activity


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """Which order, and why."""

    order_id: UUID
    reason: CancelReason


async def cancel_order(command: CancelOrder, tx: Transaction) -> Order:
    """Cancel it; without another one its incident waits again, told to the desks."""
    incident = await tx.incidents.get(await tx.orders.incident_of(command.order_id))
    order = await tx.orders.get(command.order_id)
    cancelled = order.ended(OrderMove.CANCEL, command.reason, tx.now)
    await end_order(cancelled, Kind.ORDER_CANCELLED, tx)
    await note_activity(incident, tx)
    return cancelled
