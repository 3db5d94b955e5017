"""What is told of an act of upkeep."""

from dispatch.domain.audience import DESKS, LEADERS, TECHNICIANS
from dispatch.domain.events import DomainEvent, Kind
from dispatch.domain.facts import UpkeepFact
from dispatch.domain.upkeep import UpkeepChange


def upkeep_event(change: UpkeepChange) -> DomainEvent:
    """Tell everybody who works with what is kept, and whoever looks after it."""
    there = change.after is not None
    fact = UpkeepFact(change.kind, change.thing_id, change.name, change.act, there)
    audiences = (DESKS, LEADERS, TECHNICIANS)
    return DomainEvent(Kind.UPKEEP_CHANGED, audiences, (change.thing_id,), fact)
