"""How far it is: by road, or in a straight line where the roads are not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dispatch.domain.closure import Closure
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
class Conditions:
    """Under which ways are driven.

    Args:
        closures: Those in force.
    """

    closures: tuple[Closure, ...] = ()


@dataclass(frozen=True, slots=True)
class Travel:
    """Many ways at once, in the order they were asked for; None cannot be reached.

    Args:
        map_version: Of whose roads; empty for straight lines.
        closures: Numbers of those in force.
        open_s: By road with closures in force: what each way would take without them.
        closed_goal_m: From the goal, where its own road is closed, to the nearest open one.
    """

    mode: TravelMode
    legs: Sequence[Leg | None]
    map_version: str = ""
    closures: tuple[int, ...] = ()
    open_s: Sequence[float | None] = ()
    closed_goal_m: float | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """One way with its shape and the names of its streets, in order of travel."""

    mode: TravelMode
    seconds: float
    metres: float
    points: Sequence[Wgs84]
    streets: Sequence[str]
