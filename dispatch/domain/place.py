"""Places: what a search found, and what a person confirmed."""

from dataclasses import dataclass
from enum import StrEnum
from math import cos, hypot, radians

from gis.datum import Wgs84

EARTH_RADIUS_M = 6_371_008.8


class PlaceSource(StrEnum):
    """How a place came to be chosen."""

    TYPED = "typed"
    SUGGESTION = "suggestion"
    MAP = "map"
    SUBSCRIBER = "subscriber"
    PEER = "peer"
    NETWORK = "network"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class PlaceReason:
    """How one part of what was typed is answered; the words are those of `gis.geocode.found`.

    Args:
        part: name, district, number, building, crossing, kilometre, direction or point.
        how: whole, alias, reads, initials, beginning … unknown.
        text: What of the map answers it or stands beside it; empty where nothing does.
    """

    part: str
    how: str
    text: str


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place that a search proposes. It is nobody's scene before a person confirms it.

    Args:
        id: Of the place in its region.
        detail: District and road line, as it is shown under the name.
        kind: road, crossing, estate, building, landmark, hospital, station, poi, interpolated
            (a number between two known ones) or coordinate.
        initials: Of the name in pinyin.
        confidence: 0 to 1; reasons say what speaks for it and what does not.
        distance_m: From the caller's point or the region's middle; of a reverse search from the
            place to the point.
        toward: Where the point of a reverse search lies from the place: north, north_east …;
            None at the place itself.
    """

    id: str
    name: str
    detail: str
    district: str
    kind: str
    point: Wgs84
    initials: str
    confidence: float
    reasons: tuple[PlaceReason, ...]
    distance_m: int
    toward: str | None = None


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """What a text may mean, best first.

    Args:
        hint: 对面, near and the like, as it was typed: it belongs beside whatever is chosen.
        centred: Distances are from the region's middle, for want of the caller's point.
    """

    places: tuple[FoundPlace, ...]
    hint: str
    centred: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a person confirmed it; the text is never rewritten.

    Args:
        point: None when the place is text only 未上图.
        typed: What stood in the field when the place was chosen, letter by letter; None when
            nothing was typed.
    """

    text: str
    point: Wgs84 | None
    source: PlaceSource
    typed: str | None = None

    @property
    def mapped(self) -> bool:
        """Whether it is on the map."""
        return self.point is not None


def short_distance_m(one: Wgs84, other: Wgs84) -> float:
    """Give the distance of two points a few kilometres apart; on a flat Earth, 1 m in 10 km off."""
    east = radians(other.lon - one.lon) * cos(radians((one.lat + other.lat) / 2))
    return EARTH_RADIUS_M * hypot(east, radians(other.lat - one.lat))


COMPASS = (
    *("north", "north_east", "east", "south_east"),
    *("south", "south_west", "west", "north_west"),
)


def compass(bearing_deg: float) -> str:
    """Name the eighth of the compass that a bearing lies in, 0 is north, 90 is east."""
    return COMPASS[round(bearing_deg / 45.0) % len(COMPASS)]
