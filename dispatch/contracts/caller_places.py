"""Where a caller is, by each source, on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from dispatch.contracts.base import Personal, PersonalAddress, PersonalName, View
from dispatch.contracts.calls import PointView

SourceKind = Literal["subscriber", "peer", "network", "said", "link"]
SourceDoubt = Literal[
    "no_answer",
    "bad_answer",
    "other_number",
    "unknown",
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
