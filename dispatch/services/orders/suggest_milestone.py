"""Positions suggest a milestone 建议里程碑; by a setting, some confirm themselves 自动."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind, order_event
from dispatch.domain.order import Order, OrderMove, Stamp
from dispatch.domain.suggestion import Suggestion, SuggestionSource
from dispatch.ports.transaction import Transaction
from dispatch.services.reach_milestone import reach_milestone


@dataclass(frozen=True, slots=True)
class SuggestMilestone:
    """Which milestone of which order, and why."""

    order_id: UUID
    milestone: OrderMove
    suggestion: Suggestion


async def suggest_milestone(command: SuggestMilestone, tx: Transaction) -> Order:
    """Tell it; what lies behind, or was told meanwhile, changes nothing."""
    incident = await tx.incidents.get(await tx.orders.incident_of(command.order_id))
    order = await tx.orders.get(command.order_id)
    settings = await tx.milestone_settings.current()
    suggested = order.suggested(command.milestone, command.suggestion)
    by_position = command.suggestion.source is SuggestionSource.POSITION
    if suggested == order or (by_position and not settings.enabled):
        return order
    await tx.orders.save(suggested)
    tx.events.append(order_event(Kind.ORDER_SUGGESTED, suggested))
    if command.milestone not in settings.confirms_itself:
        return suggested
    stamp = Stamp(command.suggestion.at, tx.origin.actor, tx.origin.wire)
    stamped = suggested.stamped(command.milestone, stamp)
    return await reach_milestone(suggested, stamped, incident, tx)
