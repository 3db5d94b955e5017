"""Where a caller is, by each source, on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from dispatch.contracts.base import Command, Personal, PersonalAddress, PersonalName, View
from dispatch.contracts.calls import PointView

SourceKind = Literal["subscriber", "peer", "network", "said", "link"]
SourceDoubt = Literal[
    "no_answer",
    "bad_answer",
    "other_number",
    "unknown",
    "not_asked",
    "swapped",
    "outside_area",
    "old",
    "line",
]


class CallerPlaceView(View):
    """What one source says; without text and point it tells that the source was asked in vain.

    radius_m is that within which the caller is; observed_at is by the source, received_at by the
    centre.
    """

    id: UUID
    call_id: UUID | None
    incident_id: UUID | None
    kind: SourceKind
    received_at: datetime
    origin: str
    text: PersonalAddress
    point: Annotated[PointView, Personal("point")] | None
    radius_m: float | None
    district: str | None
    owner: PersonalName | None
    observed_at: datetime | None
    confidence: float | None
    doubts: tuple[SourceDoubt, ...]


class PlaceSourceEvent(View):
    """Payload of place_source_given."""

    place: CallerPlaceView


ChoiceReason = Literal[
    "caller_says_so", "newer", "more_exact", "place_known", "other_is_wrong", "other"
]


class PlaceConflictView(View):
    """Two sources that cannot both be right; datum: they would agree if one were in GCJ-02."""

    one: UUID
    other: UUID
    kind: Literal["apart", "district", "datum"]
    distance_m: float | None


class CallerPlacesView(View):
    """All that is known of where a caller is, as it came, and what of it contradicts what."""

    places: tuple[CallerPlaceView, ...]
    conflicts: tuple[PlaceConflictView, ...]


class PlaceChosenEvent(View):
    """Payload of place_source_chosen; against names the sources that contradicted the chosen."""

    incident_id: UUID
    place_id: UUID
    kind: SourceKind
    reason: ChoiceReason | None
    against: tuple[UUID, ...]


class ChoosePlaceSource(Command):
    """The call-taker's key: this source is the scene; a reason where another contradicts it."""

    reason: ChoiceReason | None = None


class SourceRoundView(View):
    """The sources of a caller's place are asked again; ended_at is null until all have answered."""

    id: UUID
    call_id: UUID
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None


class SourceRoundEvent(View):
    """Payload of place_sources_asked and place_sources_answered."""

    round: SourceRoundView
