"""How far it is: by road, or in a straight line where the roads are not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gis.datum import Wgs84


class TravelMode(StrEnum):
    """How a travel time was found."""

    ROAD = "road"
    STRAIGHT_LINE = "straight_line"


@dataclass(frozen=True, slots=True)
class Leg:
    """One way between two points."""

    seconds: float
    metres: float


@dataclass(frozen=True, slots=True)
class Travel:
    """Many ways at once, in the order they were asked for; None cannot be reached.

    Args:
        map_version: Region and version of the roads; None in straight lines.
    """

    mode: TravelMode
    legs: Sequence[Leg | None]
    map_version: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """One way with its shape and the names of its streets, in order of travel."""

    mode: TravelMode
    seconds: float
    metres: float
    points: Sequence[Wgs84]
    streets: Sequence[str]
