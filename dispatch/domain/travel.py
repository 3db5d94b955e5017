"""How far it is: by road, or in a straight line where the roads are not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dispatch.domain.closure import Closure
from dispatch.domain.errors import DomainError
from gis.datum import Wgs84


class WayUnknown(DomainError):
    """Where it goes is text only: nobody can tell the way."""

    code = "way_unknown"


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
        blue_light: On an emergency run; else as any vehicle.
    """

    closures: tuple[Closure, ...] = ()
    blue_light: bool = True


@dataclass(frozen=True, slots=True)
class Travel:
    """Many ways at once, in the order they were asked for; None cannot be reached.

    Args:
        map_version: Of whose roads; empty for straight lines.
        closures: Numbers of those in force.
        open_s: By road with closures in force: what each way would take without them.
        closed_goal_m: From the goal, where its own road is closed, to the nearest open one.
        factor: Of the hour, with which times by road were multiplied.
        calibration: Version that the factor is of; 0 without any.
    """

    mode: TravelMode
    legs: Sequence[Leg | None]
    map_version: str = ""
    closures: tuple[int, ...] = ()
    open_s: Sequence[float | None] = ()
    closed_goal_m: float | None = None
    factor: float = 1.0
    calibration: int = 0


class Turn(StrEnum):
    """What a driver does at the beginning of a step."""

    DEPART = "depart"
    STRAIGHT = "straight"
    SLIGHT_LEFT = "slight_left"
    LEFT = "left"
    SLIGHT_RIGHT = "slight_right"
    RIGHT = "right"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Step:
    """One street of a way, and how one turns into it; the name is empty where it has none."""

    turn: Turn
    street: str
    metres: float


@dataclass(frozen=True, slots=True)
class Route:
    """One way with its shape, the names of its streets and its steps, in order of travel."""

    mode: TravelMode
    seconds: float
    metres: float
    points: Sequence[Wgs84]
    streets: Sequence[str]
    steps: Sequence[Step] = ()
