"""A drive as a driver is told it: which way to turn into which street, and how far along it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import atan2, cos, degrees, radians

from gis.routing.graph import Graph
from gis.routing.search import Path
from gis.routing.shape import LEAST_SEEN_M, Stretch, line_of, stretches_of

LOOK_M = 25.0  # the direction of a street is that of so much of it
STRAIGHT_DEG, SLIGHT_DEG, BACK_DEG = 25.0, 55.0, 150.0
M_PER_DEG = 111_195.08
MOST_POINTS = 200

Spot = tuple[float, float]


class Turn(StrEnum):
    """What is done at the beginning of a step."""

    DEPART = "depart"
    STRAIGHT = "straight"
    SLIGHT_LEFT = "slight_left"
    LEFT = "left"
    SLIGHT_RIGHT = "slight_right"
    RIGHT = "right"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Step:
    """One street of a drive.

    Args:
        street: Empty where the map has no name.
        metres: Along it.
    """

    turn: Turn
    street: str
    metres: float


def steps_of(graph: Graph, path: Path) -> tuple[Step, ...]:
    """Give the steps of a drive: a new one where the street is another, or the way bends off."""
    steps: list[Step] = []
    before: list[Spot] = []
    for stretch, line in _seen(graph, path):
        street = graph.pieces.names[int(graph.pieces.name[stretch.piece])]
        metres = stretch.metres(graph)
        turned_deg = _turned_deg(before, line) if before else 0.0
        if steps and street == steps[-1].street and abs(turned_deg) < SLIGHT_DEG:
            last = steps[-1]
            steps[-1] = Step(last.turn, street, last.metres + metres)
        else:
            steps.append(Step(turn_of(turned_deg) if steps else Turn.DEPART, street, metres))
        before = [*before, *line][-MOST_POINTS:]
    return tuple(Step(one.turn, one.street, round(one.metres, 1)) for one in steps)


def turn_of(turned_deg: float) -> Turn:
    """Name a turn; degrees to the right are above zero."""
    size, right = abs(turned_deg), turned_deg > 0
    if size < STRAIGHT_DEG:
        return Turn.STRAIGHT
    if size >= BACK_DEG:
        return Turn.BACK
    if size < SLIGHT_DEG:
        return Turn.SLIGHT_RIGHT if right else Turn.SLIGHT_LEFT
    return Turn.RIGHT if right else Turn.LEFT


def _seen(graph: Graph, path: Path) -> Iterator[tuple[Stretch, list[Spot]]]:
    for stretch in stretches_of(graph, path):
        if stretch.metres(graph) >= LEAST_SEEN_M:
            yield stretch, line_of(graph, stretch)


def _turned_deg(before: Sequence[Spot], after: Sequence[Spot]) -> float:
    joint = after[0]
    came_from, goes_to = _at_m(before[::-1], LOOK_M), _at_m(after, LOOK_M)
    turned = _bearing_deg(joint, goes_to) - _bearing_deg(came_from, joint)
    return (turned + 180) % 360 - 180


def _at_m(line: Sequence[Spot], wanted_m: float) -> Spot:
    """Give the first point of a line that lies so far from its beginning, else its last."""
    start = line[0]
    for spot in line:
        north_m = (spot[1] - start[1]) * M_PER_DEG
        east_m = (spot[0] - start[0]) * M_PER_DEG * cos(radians(start[1]))
        if north_m**2 + east_m**2 >= wanted_m**2:
            return spot
    return line[-1]


def _bearing_deg(one: Spot, other: Spot) -> float:
    east = (other[0] - one[0]) * cos(radians(one[1]))
    return degrees(atan2(east, other[1] - one[1]))
