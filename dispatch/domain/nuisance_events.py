"""Events of numbers that were marked and locked."""

from dispatch.domain.audience import DESKS
from dispatch.domain.events import DomainEvent, Kind
from dispatch.domain.facts import LockFact, MarkFact
from dispatch.domain.nuisance import NuisanceMark, NumberLock


def lock_event(kind: Kind, lock: NumberLock) -> DomainEvent:
    """Tell the desks: a lock holds a caller's number."""
    return DomainEvent(kind, (DESKS,), (lock.id,), LockFact(lock))


def mark_event(mark: NuisanceMark) -> DomainEvent:
    """Tell the desks: a mark holds a caller's number."""
    return DomainEvent(Kind.NUMBER_MARKED, (DESKS,), (mark.id, mark.call_id), MarkFact(mark))
