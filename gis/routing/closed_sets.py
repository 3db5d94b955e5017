"""Routers of one region for sets of closures: the last few sets are kept ready."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from gis.datum import Wgs84
from gis.routing.closures import ClosedRoads, Closure, Hit, PieceFinder, close, hits_of
from gis.routing.router import Router
from gis.routing.snap import leading_everywhere

KEPT_SETS = 6
MOST_LAT_DEG = 90.0
AT_THE_DOOR_M = 50.0  # so much farther than its own road may an open one lie from a place


@dataclass(frozen=True, slots=True)
class ClosedSet:
    """One set in force, and the router that avoids it."""

    closures: tuple[Closure, ...]
    roads: ClosedRoads
    router: Router

    def off_open_road_m(self, place: Wgs84, usual: Router) -> float | None:
        """Tell how far an open road is from a place on a closed one; None for any other place."""
        (own,), (open_road,) = usual.snap([place]), self.router.snap([place])
        if own is None or open_road is None or not self.roads.closed[own.piece]:
            return None
        return open_road.off_road_m


@dataclass(frozen=True, slots=True)
class Checked:
    """What a closure would do.

    Args:
        hits: Streets it touches; none when it lies off every road.
        cut_off: Numbers of the places that could be driven to and no longer can.
        swapped: It touches none, but would with longitude and latitude the other way round.
    """

    hits: list[Hit]
    cut_off: list[int]
    swapped: bool


class ClosedSets:
    """Sets of closures over one region's roads.

    Args:
        usual: Knows the roads without any closure.
    """

    def __init__(self, usual: Router) -> None:
        self._usual = usual
        self._finder: PieceFinder | None = None
        self._shares: dict[Closure, dict[int, float]] = {}
        self._kept: OrderedDict[str, ClosedSet] = OrderedDict()

    def find(self, key: str) -> ClosedSet | None:
        """Find the set of this key, if it is ready."""
        return self._kept.get(key)

    def put(self, key: str, closures: Sequence[Closure]) -> None:
        """Make a set ready; the oldest one goes."""
        wanted = tuple(closures)
        self._shares = {one: self._shares_of(one) for one in wanted}
        roads = close(self._usual.graph, list(self._shares.items()))
        self._kept[key] = ClosedSet(wanted, roads, self._usual.closing(roads))
        while len(self._kept) > KEPT_SETS:
            self._kept.popitem(last=False)

    def newest(self) -> tuple[str, tuple[Closure, ...]] | None:
        """Give the set that was made ready last."""
        key = next(reversed(self._kept), None)
        return None if key is None else (key, self._kept[key].closures)

    def check(self, before: Sequence[Closure], new: Closure, places: Sequence[Wgs84]) -> Checked:
        """Tell what a closure would touch and cut off, beside those that there are."""
        graph, shares = self._usual.graph, self._shares_of(new)
        if not shares:
            return Checked([], [], self._touches_swapped(new))
        known = [(one, self._shares_of(one)) for one in before]
        earlier = self._reached(close(graph, known), places)
        later = self._reached(close(graph, [*known, (new, shares)]), places)
        pairs = enumerate(zip(earlier, later, strict=True))
        cut_off = [number for number, (was, is_yet) in pairs if was and not is_yet]
        return Checked(hits_of(graph.pieces, shares), cut_off, swapped=False)

    def _reached(self, roads: ClosedRoads, places: Sequence[Wgs84]) -> list[bool]:
        """Tell of each place whether an open road that leads everywhere lies at it."""
        everywhere, snapper = leading_everywhere(roads.graph), self._usual.snapper_of(roads)
        pairs = zip(self._usual.snap(places), snapper.snap(places), strict=True)
        return [
            own is not None
            and road is not None
            and bool(everywhere[road.piece])
            and road.off_road_m <= own.off_road_m + AT_THE_DOOR_M
            for own, road in pairs
        ]

    def _shares_of(self, closure: Closure) -> dict[int, float]:
        known = self._shares.get(closure)
        if known is not None:
            return known
        if self._finder is None:
            self._finder = PieceFinder(self._usual.graph.pieces)
        return self._finder.shares(closure)

    def _touches_swapped(self, closure: Closure) -> bool:
        if any(abs(point.lon) > MOST_LAT_DEG for point in closure.points):
            return False
        points = tuple(Wgs84(point.lat, point.lon) for point in closure.points)
        return bool(self._shares_of(Closure(closure.speed_share, closure.area, points)))
