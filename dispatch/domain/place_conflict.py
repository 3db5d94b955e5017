"""When two sources contradict one another about where a caller is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from dispatch.domain.caller_place import CallerPlace, SourceDoubt, SourceKind
from dispatch.domain.errors import DomainError
from dispatch.domain.place import Place, PlaceSource, short_distance_m
from gis.datum import Wgs84

TOLERANCE_M = 100.0
"""What two circles may miss each other by: house numbers, street widths, rounding."""
SAME_POINT_M = 60.0
"""So near a point lies to another once it is taken for one in GCJ-02."""
OLD_AFTER = timedelta(minutes=10)
"""A position of before that is where the telephone was, not where the caller is."""
USUAL_RADIUS_M: Mapping[SourceKind, float] = {
    SourceKind.SUBSCRIBER: 50.0,
    SourceKind.PEER: 50.0,
    SourceKind.NETWORK: 1000.0,
    SourceKind.SAID: 50.0,
    SourceKind.LINK: 50.0,
}
"""Where a source does not say it."""
AS_SCENE: Mapping[SourceKind, PlaceSource] = {
    SourceKind.SUBSCRIBER: PlaceSource.SUBSCRIBER,
    SourceKind.PEER: PlaceSource.PEER,
    SourceKind.NETWORK: PlaceSource.NETWORK,
    SourceKind.SAID: PlaceSource.TYPED,
    SourceKind.LINK: PlaceSource.LINK,
}

Shift = Callable[[Wgs84], Wgs84]


class ConflictKind(StrEnum):
    """What they disagree in; DATUM: they would agree if one were in GCJ-02."""

    APART = "apart"
    DISTRICT = "district"
    DATUM = "datum"


class ChoiceReason(StrEnum):
    """Why a source was believed against another, in the order of the digits."""

    CALLER_SAYS_SO = "caller_says_so"
    NEWER = "newer"
    MORE_EXACT = "more_exact"
    PLACE_KNOWN = "place_known"
    OTHER_IS_WRONG = "other_is_wrong"
    OTHER = "other"


class ChoiceNeedsReason(DomainError):
    """Another source contradicts this one, or something speaks against it: why this one?"""

    code = "choice_needs_reason"


class NoPlaceInSource(DomainError):
    """The source gives neither words nor a point."""

    code = "no_place_in_source"


class PlaceOfAnother(DomainError):
    """The source belongs to another incident."""

    code = "place_of_another"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that cannot both be right.

    Args:
        one: The source that came first.
        distance_m: Between their points; None where one has none.
    """

    one: UUID
    other: UUID
    kind: ConflictKind
    distance_m: float | None


def find_conflicts(places: Sequence[CallerPlace], shift: Shift) -> list[Conflict]:
    """Compare every source with every other, the latest row of each.

    Args:
        places: In the order in which they came.
        shift: Gives the point in GCJ-02 of one in WGS-84.
    """
    pairs = combinations(latest_of_each(places), 2)
    found = (_conflict(one, other, shift) for one, other in pairs)
    return [conflict for conflict in found if conflict is not None]


def latest_of_each(places: Sequence[CallerPlace]) -> list[CallerPlace]:
    """Give what each source said last of all that has a place; older rows stay rows.

    Two peers are two sources, and so are two people: a source is kind and origin together.
    """
    last = {(one.kind, one.origin): one for one in places if one.placed}
    return [one for one in places if last.get((one.kind, one.origin)) is one]


def against(place: CallerPlace, places: Sequence[CallerPlace], shift: Shift) -> list[Conflict]:
    """Give the conflicts of one source with what each other source said last."""
    others = [one for one in latest_of_each(places) if _source(one) != _source(place)]
    found = (_conflict(other, place, shift) for other in others)
    return [conflict for conflict in found if conflict is not None]


def scene_of(place: CallerPlace) -> Place:
    """Give the place that a source becomes once a person has chosen it; NoPlaceInSource."""
    if not place.placed:
        raise NoPlaceInSource
    return Place(place.text or _in_figures(place), place.point, AS_SCENE[place.kind])


def reach_m(place: CallerPlace) -> float:
    """Give the radius that counts: the source's own, or the usual one of its kind."""
    return USUAL_RADIUS_M[place.kind] if place.radius_m is None else place.radius_m


def is_old(observed_at: datetime | None, at: datetime) -> bool:
    """Tell whether a position was observed too long before."""
    return observed_at is not None and at - observed_at > OLD_AFTER


def wants_reason(place: CallerPlace, conflicts: Sequence[Conflict]) -> bool:
    """Tell whether choosing it must be explained."""
    return bool(conflicts) or bool(set(place.doubts) - {SourceDoubt.UNKNOWN})


def _source(place: CallerPlace) -> tuple[SourceKind, str]:
    return place.kind, place.origin


def _conflict(one: CallerPlace, other: CallerPlace, shift: Shift) -> Conflict | None:
    if one.point is None or other.point is None:
        differ = one.district and other.district and one.district != other.district
        return Conflict(one.id, other.id, ConflictKind.DISTRICT, None) if differ else None
    distance_m = short_distance_m(one.point, other.point)
    if distance_m <= reach_m(one) + reach_m(other) + TOLERANCE_M:
        return None
    mixed = _is_datum_mix(one.point, other.point, shift)
    kind = ConflictKind.DATUM if mixed else ConflictKind.APART
    return Conflict(one.id, other.id, kind, distance_m)


def _is_datum_mix(one: Wgs84, other: Wgs84, shift: Shift) -> bool:
    pairs = ((shift(one), other), (one, shift(other)))
    return any(short_distance_m(a, b) <= SAME_POINT_M for a, b in pairs)


def _in_figures(place: CallerPlace) -> str:
    if place.point is None:
        raise NoPlaceInSource
    figures = f"{place.point.lon:.5f}, {place.point.lat:.5f}"
    return f"{place.district} {figures}" if place.district else figures
