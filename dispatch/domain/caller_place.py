"""Where a caller may be, by one source: each is kept beside the others, none replaces another."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError
from gis.datum import Wgs84


class SourceKind(StrEnum):
    """Who says so."""

    SUBSCRIBER = "subscriber"
    PEER = "peer"
    NETWORK = "network"
    SAID = "said"
    LINK = "link"


class SourceDoubt(StrEnum):
    """What speaks against believing it; those up to NOT_ASKED come without a place.

    NO_ANSWER: nothing came within the limit. BAD_ANSWER: what came could not be read.
    OTHER_NUMBER: the answer was about another number. UNKNOWN: the source does not know the number.
    NOT_ASKED: nobody could ask while the answer was of use. SWAPPED: longitude and latitude were
    exchanged; the point is the one meant. OUTSIDE_AREA: beyond the centre's map. OLD: observed long
    before the call. LINE: the line is a switchboard's, a public telephone's or a forwarded one.
    """

    NO_ANSWER = "no_answer"
    BAD_ANSWER = "bad_answer"
    OTHER_NUMBER = "other_number"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    SWAPPED = "swapped"
    OUTSIDE_AREA = "outside_area"
    OLD = "old"
    LINE = "line"


class PlaceOfNobody(DomainError):
    """A source belongs to a call, to an incident, or to both."""

    code = "place_of_nobody"


class CallerPlaceNotFound(DomainError):
    """No source has this id."""

    code = "caller_place_not_found"


@dataclass(frozen=True, slots=True)
class CallerPlace:
    """What one source says of where a caller is; written once, never changed.

    Args:
        text: Address or words; empty where the source gives a point alone.
        point: None where the source gives words alone, or nothing.
        radius_m: Within which the caller is; None where the source does not say.
        district: By the source, or by the map where the point lies; None where nobody knows.
        owner: Of the number, by the source.
        observed_at: When it was so, by the source; None where it does not say.
        received_at: When the centre had it, by the database's clock.
        origin: Which table, peer, network, person (staff:1027) or link it came from.
        confidence: 0 to 1, by the source; None where it does not say.
        doubts: What speaks against it.
    """

    id: UUID
    call_id: UUID | None
    incident_id: UUID | None
    kind: SourceKind
    received_at: datetime
    origin: str
    text: str = ""
    point: Wgs84 | None = None
    radius_m: float | None = None
    district: str | None = None
    owner: str | None = None
    observed_at: datetime | None = None
    confidence: float | None = None
    doubts: tuple[SourceDoubt, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what belongs to nobody."""
        if self.call_id is None and self.incident_id is None:
            raise PlaceOfNobody

    @property
    def placed(self) -> bool:
        """Whether it says where; one without text and point tells that a source was asked."""
        return bool(self.text) or self.point is not None
