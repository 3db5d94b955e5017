"""Facts about where callers are."""

from collections.abc import Sequence

from dispatch.domain.audience import DESKS
from dispatch.domain.caller_place import CallerPlace
from dispatch.domain.events import DomainEvent, Kind
from dispatch.domain.facts import PlaceChosenFact, PlaceSourceFact
from dispatch.domain.incident import Incident
from dispatch.domain.place_conflict import ChoiceReason, Conflict


def place_source_event(place: CallerPlace) -> DomainEvent:
    """Tell the desks: where a caller is, is his own affair."""
    subjects = tuple(one for one in (place.id, place.call_id, place.incident_id) if one)
    return DomainEvent(Kind.PLACE_SOURCE_GIVEN, (DESKS,), subjects, PlaceSourceFact(place))


def place_chosen_event(
    incident: Incident,
    place: CallerPlace,
    reason: ChoiceReason | None,
    conflicts: Sequence[Conflict],
) -> DomainEvent:
    """Tell the desks which source was believed, against which others, and why."""
    others = tuple(one.one for one in conflicts)
    fact = PlaceChosenFact(incident.id, place.id, place.kind, reason, others)
    subjects = (incident.id, place.id)
    return DomainEvent(Kind.PLACE_SOURCE_CHOSEN, (DESKS,), subjects, fact)
