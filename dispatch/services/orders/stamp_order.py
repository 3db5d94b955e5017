"""A milestone of a run is reached 出车 到达现场 … 返站, or its time is put right."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain.order import Order, OrderMove, OrderNotFound, Stamp
from dispatch.domain.order_making import bounded
from dispatch.domain.origin import Wire
from dispatch.ports.transaction import Transaction
from dispatch.services.reach_milestone import reach_milestone


@dataclass(frozen=True, slots=True)
class StampOrder:
    """Which milestone of which order, and when.

    Args:
        at: When it was reached by the teller's clock; None is now.
        by: Who says so.
        station_id: That of the device; None for a desk.
    """

    order_id: UUID
    milestone: OrderMove
    at: datetime | None
    by: str
    wire: Wire
    station_id: UUID | None = None


async def stamp_order(command: StampOrder, tx: Transaction) -> Order:
    """Go forward to it; one that lies behind and comes with a time is a correction."""
    incident = await tx.incidents.get(await tx.orders.incident_of(command.order_id))
    order = await tx.orders.get(command.order_id)
    if command.station_id not in {None, order.station_id}:
        raise OrderNotFound
    stamped = _stamped(order, command, tx.now)
    if stamped == order:
        return order
    return await reach_milestone(order, stamped, incident, tx)


def _stamped(order: Order, command: StampOrder, now: datetime) -> Order:
    stamp = Stamp(bounded(command.at, order, now), command.by, command.wire)
    behind = not order.may_reach(command.milestone)
    if behind and command.at is not None and order.acknowledged_at is not None:
        return order.corrected(command.milestone, stamp)
    return order.stamped(command.milestone, stamp)
