"""A person confirms the milestone that positions suggest, at the time of the suggestion."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.order import Order, OrderMove, OrderNotFound, Stamp, SuggestionGone
from dispatch.domain.order_making import bounded
from dispatch.domain.origin import Wire
from dispatch.ports.transaction import Transaction
from dispatch.services.reach_milestone import reach_milestone


@dataclass(frozen=True, slots=True)
class ConfirmMilestone:
    """Which suggested milestone of which order.

    Args:
        by: Who says so.
        station_id: That of the device; None for a desk.
    """

    order_id: UUID
    milestone: OrderMove
    by: str
    wire: Wire
    station_id: UUID | None = None


async def confirm_milestone(command: ConfirmMilestone, tx: Transaction) -> Order:
    """Stamp it; one that has a stamp keeps it; SuggestionGone, IllegalMove."""
    incident = await tx.incidents.get(await tx.orders.incident_of(command.order_id))
    order = await tx.orders.get(command.order_id)
    if command.station_id not in {None, order.station_id}:
        raise OrderNotFound
    suggestion = order.suggestion_of(command.milestone)
    if suggestion is None:
        raise SuggestionGone
    at = bounded(suggestion.at, order, tx.now)
    stamped = order.stamped(command.milestone, Stamp(at, command.by, command.wire))
    if stamped == order:
        return order
    return await reach_milestone(order, stamped, incident, tx)
