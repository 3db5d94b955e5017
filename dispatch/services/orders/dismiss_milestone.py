"""A person calls a suggested milestone wrong: it goes, and does not come again for this order."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind, order_event
from dispatch.domain.order import Order, OrderMove
from dispatch.domain.suggestion import DismissReason
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class DismissMilestone:
    """Which suggestion of which order, and why; by is who says so."""

    order_id: UUID
    milestone: OrderMove
    reason: DismissReason
    by: str


async def dismiss_milestone(command: DismissMilestone, tx: Transaction) -> Order:
    """Keep who dismissed it and why; SuggestionGone."""
    order = await tx.orders.get(command.order_id)
    dismissed = order.dismissed(command.milestone, command.by, command.reason, tx.now)
    await tx.orders.save(dismissed)
    tx.events.append(order_event(Kind.ORDER_SUGGESTION_DISMISSED, dismissed))
    return dismissed
