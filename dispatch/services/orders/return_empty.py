"""A vehicle comes back without a patient 空返."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind
from dispatch.domain.order import Order, OrderMove
from dispatch.domain.order_reasons import EmptyReturnReason
from dispatch.ports.transaction import Transaction
from dispatch.services.end_order import end_order
from dispatch.services.note_activity import note_activity


@dataclass(frozen=True, slots=True)
class ReturnEmpty:
    """Which order, and why."""

    order_id: UUID
    reason: EmptyReturnReason


async def return_empty(command: ReturnEmpty, tx: Transaction) -> Order:
    """End the run; its vehicle is free again."""
    incident = await tx.incidents.get(await tx.orders.incident_of(command.order_id))
    order = await tx.orders.get(command.order_id)
    returned = order.ended(OrderMove.RETURN_EMPTY, command.reason, tx.now)
    await end_order(returned, Kind.ORDER_EMPTY_RETURN, tx)
    await note_activity(incident, tx, served=True)
    return returned
