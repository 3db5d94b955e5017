"""Answers with legs and routes between points: the one door to the road graph."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np

from gis.datum import Wgs84
from gis.geodesy import EARTH_RADIUS_M
from gis.routing.closures import ClosedRoads
from gis.routing.graph import Graph
from gis.routing.pieces import Floats
from gis.routing.search import Leg, Path, Search
from gis.routing.shape import shape_of
from gis.routing.snap import Snap, Snapper
from gis.routing.steps import Step, steps_of

# A guess that is too short costs a second search, one that is too long a larger one.
LEAST_REACH_S, DETOUR, SPEED_M_S = 120.0, 1.4, 30 / 3.6


class OffTheMap(Exception):
    """The point lies farther than 5 km from every known road."""


@dataclass(frozen=True, slots=True)
class Route:
    """One drive with its line and its streets."""

    leg: Leg
    points: tuple[Wgs84, ...]
    streets: tuple[str, ...]
    steps: tuple[Step, ...] = ()


class Router:
    """Knows one region's roads; serves one question at a time.

    Args:
        graph: Of the region.
        snapper: Of the same roads; made anew where there is none.
    """

    def __init__(self, graph: Graph, snapper: Snapper | None = None) -> None:
        self.graph = graph
        self._snapper = snapper or Snapper(graph)
        self._to = Search(graph, reverse=True)
        self._from = Search(graph, reverse=False)

    def closing(self, roads: ClosedRoads) -> "Router":
        """Give one that knows the same roads while some are closed or slow."""
        return Router(roads.graph, self.snapper_of(roads))

    def snapper_of(self, roads: ClosedRoads) -> Snapper:
        """Give what finds open roads alone."""
        snapper = copy(self._snapper)
        snapper.exclude(roads)
        return snapper

    def snap(self, points: Sequence[Wgs84]) -> list[Snap | None]:
        """Give the road of each point; None off the map."""
        return self._snapper.snap(points)

    def legs_to(self, goal: Wgs84, starts: Sequence[Wgs84]) -> list[Leg | None]:
        """Give the drive from each start to one goal; None where no road leads.

        Raises:
            OffTheMap: No road is near the goal.
        """
        place, others = self._places(goal, starts)
        return self._to.legs(place, others, _reach_s(goal, starts, others))

    def legs_from(self, start: Wgs84, goals: Sequence[Wgs84]) -> list[Leg | None]:
        """Give the drive from one start to each goal; None where no road leads.

        Raises:
            OffTheMap: No road is near the start.
        """
        place, others = self._places(start, goals)
        return self._from.legs(place, others, _reach_s(start, goals, others))

    def route(self, start: Wgs84, goal: Wgs84) -> Route | None:
        """Give one drive as a line with streets; None where no road leads.

        Raises:
            OffTheMap: No road is near one of both.
        """
        place, (other,) = self._places(goal, [start])
        if other is None:
            raise OffTheMap
        path = self._to.path(place, other, _reach_s(goal, [start], [other]))
        return None if path is None else self._drawn(path)

    def seconds_from(self, start: Wgs84, goals: Sequence[Snap], limit_s: float) -> Floats:
        """Give the seconds of each drive from a start, by one search that ends at the limit.

        What is farther is infinite or, by the last stretch, above the limit; off the map all is.
        """
        (place,) = self._snapper.snap([start])
        if place is None:
            return np.full(len(goals), np.inf)
        return self._from.seconds_within(place, goals, limit_s)

    def off_road_m(self, point: Wgs84) -> float | None:
        """Tell how far on foot it is from a point to its road; None off the map."""
        (snap,) = self._snapper.snap([point])
        return None if snap is None else snap.off_road_m

    def _places(self, place: Wgs84, others: Sequence[Wgs84]) -> tuple[Snap, Sequence[Snap | None]]:
        first, *rest = self._snapper.snap([place, *others])
        if first is None:
            raise OffTheMap
        return first, rest

    def _drawn(self, path: Path) -> Route:
        shape = shape_of(self.graph, path)
        return Route(path.leg, shape.points, shape.streets, steps_of(self.graph, path))


def _reach_s(place: Wgs84, others: Sequence[Wgs84], snaps: Sequence[Snap | None]) -> float:
    """Guess the longest drive from the distance as the crow flies."""
    pairs = zip(others, snaps, strict=True)
    known = np.array([(other.lon, other.lat) for other, snap in pairs if snap is not None])
    if not len(known):
        return LEAST_REACH_S
    north = np.radians(known[:, 1] - place.lat)
    east = np.radians(known[:, 0] - place.lon) * np.cos(np.radians(place.lat))
    far_m = float(np.hypot(north, east).max()) * EARTH_RADIUS_M
    return LEAST_REACH_S + far_m * DETOUR / SPEED_M_S
