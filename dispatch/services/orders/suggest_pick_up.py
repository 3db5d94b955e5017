"""A driver presses 接到病人 on his terminal: the patient seems to be aboard. No box is a person."""

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.events import Kind, order_event
from dispatch.domain.order import Order, OrderMove, Stamp
from dispatch.domain.suggestion import Suggestion, SuggestionSource
from dispatch.ports.transaction import Transaction
from dispatch.services.reach_milestone import reach_milestone

PICKED_UP = 1
"""Number of that key on every terminal's menu, as the port sets it."""


@dataclass(frozen=True, slots=True)
class SuggestPickUp:
    """Whose terminal, and when it was heard: the message has no time of its own."""

    device: str
    feed: str
    heard_at: datetime


async def suggest_pick_up(command: SuggestPickUp, tx: Transaction) -> Order | None:
    """Suggest it for the run that the vehicle is on; None: there is none that it fits."""
    vehicle = await tx.vehicles.find_tracked(command.device)
    if vehicle is None:
        return None
    at, aboard = command.heard_at, OrderMove.PATIENT_ABOARD
    for run in await tx.orders.list_active_of_vehicle(vehicle.id):
        incident = await tx.incidents.get(run.incident_id)
        order = await tx.orders.get(run.id)
        told = Suggestion(
            at, command.device, command.feed, at, 0, 0, None, SuggestionSource.TERMINAL
        )
        suggested = order.suggested(aboard, told)
        if suggested == order:
            continue
        await tx.orders.save(suggested)
        tx.events.append(order_event(Kind.ORDER_SUGGESTED, suggested))
        if aboard not in (await tx.milestone_settings.current()).confirms_itself:
            return suggested
        stamp = Stamp(at, tx.origin.actor, tx.origin.wire)
        return await reach_milestone(suggested, suggested.stamped(aboard, stamp), incident, tx)
    return None
