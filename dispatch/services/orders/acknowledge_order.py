"""A person has taken an order 接单, or a revision of it."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.events import Kind, order_event
from dispatch.domain.order import Order, OrderNotFound, Stamp
from dispatch.domain.origin import Wire
from dispatch.ports.transaction import Transaction
from dispatch.services.show_vehicle import show_vehicle


@dataclass(frozen=True, slots=True)
class AcknowledgeOrder:
    """Who took which revision.

    Args:
        by: The person's name, or the device or staff number that says so.
        wire: station, or voice where a desk was told.
        station_id: That of the device; None for a desk.
    """

    order_id: UUID
    revision: int
    by: str
    wire: Wire
    station_id: UUID | None = None


async def acknowledge_order(command: AcknowledgeOrder, tx: Transaction) -> Order:
    """Keep who took it; an older revision leaves the newest one unconfirmed 未确认."""
    order = await tx.orders.get(command.order_id)
    if command.station_id not in {None, order.station_id}:
        raise OrderNotFound
    taken = order.acknowledged(command.revision, Stamp(tx.now, command.by, command.wire))
    if taken == order:
        return order
    await tx.orders.save(taken)
    if not taken.unacknowledged:
        await tx.deadlines.clear(DeadlineKind.ORDER_ACKNOWLEDGE, str(order.id))
    tx.events.append(order_event(Kind.ORDER_ACKNOWLEDGED, taken))
    if taken.state is not order.state:
        await show_vehicle(taken.vehicle_id, tx)
    return taken
