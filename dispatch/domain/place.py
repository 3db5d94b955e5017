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


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place that a search proposes. It is nobody's scene before a person confirms it.

    Args:
        id: Of the place in its region.
        detail: District and road line, as it is shown under the name.
        kind: road, crossing, estate, building, landmark, hospital, station or poi.
        initials: Of the name in pinyin.
    """

    id: str
    name: str
    detail: str
    kind: str
    point: Wgs84
    initials: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a person confirmed it; the text is never rewritten.

    Args:
        point: None when the place is text only 未上图.
    """

    text: str
    point: Wgs84 | None
    source: PlaceSource

    @property
    def mapped(self) -> bool:
        """Whether it is on the map."""
        return self.point is not None


def short_distance_m(one: Wgs84, other: Wgs84) -> float:
    """Give the distance of two points a few kilometres apart; on a flat Earth, 1 m in 10 km off."""
    east = radians(other.lon - one.lon) * cos(radians((one.lat + other.lat) / 2))
    return EARTH_RADIUS_M * hypot(east, radians(other.lat - one.lat))
