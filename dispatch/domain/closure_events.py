"""What is told of closures."""

from dispatch.domain.audience import DESKS, LEADERS, TECHNICIANS
from dispatch.domain.closure import Closure, ClosureAct
from dispatch.domain.events import DomainEvent, Kind
from dispatch.domain.facts import ClosureFact


def closure_event(act: ClosureAct, closure: Closure) -> DomainEvent:
    """Tell everybody who looks at the map, and whoever looks after it."""
    audiences = (DESKS, LEADERS, TECHNICIANS)
    fact = ClosureFact(act, closure)
    return DomainEvent(Kind.CLOSURE_CHANGED, audiences, (closure.id,), fact)
