"""Positions do not fit what a person told of a run: it is told, and nothing is corrected."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind, order_event
from dispatch.domain.order import Order, OrderState
from dispatch.domain.suggestion import Contradiction
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ContradictMilestone:
    """Which milestone of which order, and by what."""

    order_id: UUID
    milestone: OrderState
    contradiction: Contradiction


async def contradict_milestone(command: ContradictMilestone, tx: Transaction) -> Order:
    """Keep it, unless the run has gone on or the time was put right meanwhile."""
    order = await tx.orders.get(command.order_id)
    stamp, told = order.stamps.get(command.milestone), command.contradiction
    if order.over or (stamp.at if stamp else None) != told.stamped_at:
        return order
    contradicted = order.contradicted(command.milestone, told)
    await tx.orders.save(contradicted)
    tx.events.append(order_event(Kind.ORDER_CONTRADICTED, contradicted))
    return contradicted
