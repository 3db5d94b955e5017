"""A station cannot take an order."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind
from dispatch.domain.order import Order, OrderMove, OrderNotFound
from dispatch.domain.order_reasons import RefuseReason
from dispatch.ports.transaction import Transaction
from dispatch.services.end_order import end_order
from dispatch.services.note_activity import note_activity


@dataclass(frozen=True, slots=True)
class RefuseOrder:
    """Which order, and why; station_id is that of the device."""

    order_id: UUID
    reason: RefuseReason
    station_id: UUID


async def refuse_order(command: RefuseOrder, tx: Transaction) -> Order:
    """End it as refused; nobody else is sent silently, the desks are told that it waits."""
    incident = await tx.incidents.get(await tx.orders.incident_of(command.order_id))
    order = await tx.orders.get(command.order_id)
    if order.station_id != command.station_id:
        raise OrderNotFound
    refused = order.ended(OrderMove.REFUSE, command.reason, tx.now)
    await end_order(refused, Kind.ORDER_REFUSED, tx)
    await note_activity(incident, tx)
    return refused
