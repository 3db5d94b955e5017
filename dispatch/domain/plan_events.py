"""Facts about first-aid plans."""

from dispatch.domain.audience import DESKS, LEADERS
from dispatch.domain.events import DomainEvent, Kind
from dispatch.domain.facts import PlanTickFact
from dispatch.domain.first_aid_plan import PlanTick
from dispatch.domain.incident import Incident


def plan_tick_event(tick: PlanTick, incident: Incident) -> DomainEvent:
    """Tell desks and leaders what was read to a caller; a plan holds nothing of him."""
    subjects = (incident.id, *incident.calls, tick.plan_id)
    return DomainEvent(Kind.PLAN_LINE_READ, (DESKS, LEADERS), subjects, PlanTickFact(tick))
