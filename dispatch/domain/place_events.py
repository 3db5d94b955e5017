"""Facts about where callers are."""

from collections.abc import Sequence

from dispatch.domain.audience import DESKS
from dispatch.domain.caller_place import CallerPlace
from dispatch.domain.events import DomainEvent, Kind
from dispatch.domain.facts import PlaceChosenFact, PlaceSourceFact, SourceRoundFact
from dispatch.domain.incident import Incident
from dispatch.domain.place_conflict import ChoiceReason, Conflict
from dispatch.domain.source_round import SourceRound


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


def source_round_event(asked: SourceRound) -> DomainEvent:
    """Tell the desks that the sources are asked again, or have answered; who asked is in it."""
    kind = Kind.PLACE_SOURCES_ANSWERED if asked.ended_at else Kind.PLACE_SOURCES_ASKED
    return DomainEvent(kind, (DESKS,), (asked.id, asked.call_id), SourceRoundFact(asked))
