"""The station's program has an order."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind, order_event
from dispatch.domain.order import Order, OrderNotFound
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ReceiveOrder:
    """Which order reached which station."""

    order_id: UUID
    station_id: UUID


async def receive_order(command: ReceiveOrder, tx: Transaction) -> Order:
    """Note the first receipt; no person has taken it yet."""
    order = await tx.orders.get(command.order_id)
    if order.station_id != command.station_id:
        raise OrderNotFound
    received = order.received(tx.now)
    if received != order:
        await tx.orders.save(received)
        tx.events.append(order_event(Kind.ORDER_DELIVERED, received))
    return received
