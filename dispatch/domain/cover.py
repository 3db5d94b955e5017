"""How much of the centre's demand the ready vehicles reach in time: pure sets and sums.

What a vehicle reaches is one whole number: its bit i stands for demand point i. So a city of
vehicles is counted with a few machine words, and no travel time is told twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dispatch.domain.errors import DomainError
from gis.datum import Wgs84

ENOUGH_INCIDENTS = 300
CELL_DEGREES = 3  # decimals that are kept: a cell of about 100 m, no door
MOST_POINTS = 3000


class CoverOff(DomainError):
    """The centre has not switched cover on."""

    code = "cover_off"


class CoverUnknown(DomainError):
    """The roads do not answer: nothing is guessed in straight lines."""

    code = "cover_unknown"


class DemandSource(StrEnum):
    """Where the points come from that shall be reached."""

    OWN_INCIDENTS = "own_incidents"
    STREETS = "streets"


@dataclass(frozen=True, slots=True)
class DemandPoint:
    """A place where help is asked for.

    Args:
        weight: Incidents that were there, or metres of street.
    """

    point: Wgs84
    weight: float


@dataclass(frozen=True, slots=True)
class Demand:
    """All that should be reached in time."""

    source: DemandSource
    points: tuple[DemandPoint, ...]

    @property
    def weights(self) -> tuple[float, ...]:
        """The weights in the order of the bits."""
        return tuple(one.weight for one in self.points)


@dataclass(frozen=True, slots=True)
class Cover:
    """What is reached by one, and by two or more.

    Args:
        once: Bits of points that at least one vehicle reaches.
        twice: Bits of those that a second one reaches too.
        share: Of the weight that is reached at all, 0 to 1.
        double_share: Of the weight that a second one reaches too.
    """

    once: int
    twice: int
    share: float
    double_share: float


def demand_of(scenes: Sequence[Wgs84]) -> Demand | None:
    """Make demand of the centre's own incidents; None where there are too few to tell."""
    if len(scenes) < ENOUGH_INCIDENTS:
        return None
    counted = dict[tuple[float, float], int]()
    for scene in scenes:
        cell = (round(scene.lon, CELL_DEGREES), round(scene.lat, CELL_DEGREES))
        counted[cell] = counted.get(cell, 0) + 1
    most = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:MOST_POINTS]
    points = tuple(DemandPoint(Wgs84(*cell), float(count)) for cell, count in most)
    return Demand(DemandSource.OWN_INCIDENTS, points)


def cover_of(reaches: Iterable[int], weights: Sequence[float]) -> Cover:
    """Lay what every ready vehicle reaches over each other."""
    once = twice = 0
    for reached in reaches:
        twice |= once & reached
        once |= reached
    return Cover(once, twice, share_of(once, weights), share_of(twice, weights))


def share_of(reached: int, weights: Sequence[float]) -> float:
    """Give the share of the whole weight that lies on these points, 0 to 1."""
    whole = sum(weights)
    return sum(weights[index] for index in bits_of(reached)) / whole if whole else 0.0


def bits_of(reached: int) -> Iterator[int]:
    """Give the points, ascending."""
    while reached:
        lowest = reached & -reached
        yield lowest.bit_length() - 1
        reached ^= lowest
