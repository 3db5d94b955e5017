"""Facts about where callers are."""

from dispatch.domain.audience import DESKS
from dispatch.domain.caller_place import CallerPlace
from dispatch.domain.events import DomainEvent, Kind
from dispatch.domain.facts import PlaceSourceFact


def place_source_event(place: CallerPlace) -> DomainEvent:
    """Tell the desks: where a caller is, is his own affair."""
    subjects = tuple(one for one in (place.id, place.call_id, place.incident_id) if one)
    return DomainEvent(Kind.PLACE_SOURCE_GIVEN, (DESKS,), subjects, PlaceSourceFact(place))
