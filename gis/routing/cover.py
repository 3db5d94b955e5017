"""Which points each of many places reaches in time: one bounded search a place, one at a time.

The roads process has one thread. Between two searches it answers whoever else asks: a
recommendation waits for one search at most, never for the whole picture.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from gis.datum import Wgs84
from gis.routing.demand import StreetDemand, street_demand
from gis.routing.router import Router
from gis.routing.snap import Snap

KEPT_REACHES = 2000
KEPT_SEARCHES = 3  # as roads were before a closure, as they are now, and one more
GRID_DEGREES = 4  # decimals of a place that are told apart: a standing vehicle trembles by metres
POINTS_A_STEP = 100
REST_S = 0.002  # between two searches: what has come in the meantime goes first

Key = tuple[float, float]


class CoverSearch:
    """Searches over roads as they are driven, for one set of points at a time.

    What standing vehicles reach is kept: it is not searched again while points, limit and roads
    stay the same.
    """

    def __init__(self, router: Router) -> None:
        self._router = router
        self._points: tuple[Wgs84, ...] = ()
        self._within_s = 0.0
        self._snaps: list[Snap] = []
        self._places: list[int] = []
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = asyncio.Lock()
        self.searched = 0

    async def reach(
        self, points: tuple[Wgs84, ...], starts: Sequence[Wgs84], within_s: float
    ) -> list[bytes]:
        """Give what each start reaches: bit i of the bytes, lowest first, is point i.

        Args:
            points: What shall be reached.
            starts: Where vehicles stand; one off every road reaches nothing.
            within_s: Longest drive that counts, seconds.
        """
        async with self._lock:  # the kept ones are of one set of points
            await self._take_up(points, within_s)
            return [await self._reached(start) for start in starts]

    async def _take_up(self, points: tuple[Wgs84, ...], within_s: float) -> None:
        if points == self._points and within_s == self._within_s:
            return
        self._points, self._within_s = (), 0.0  # not known before all of it is
        self._kept.clear()
        snaps = list[Snap | None]()
        for first in range(0, len(points), POINTS_A_STEP):
            await asyncio.sleep(REST_S)
            snaps += self._router.snap(points[first : first + POINTS_A_STEP])
        self._places = [place for place, snap in enumerate(snaps) if snap is not None]
        self._snaps = [snap for snap in snaps if snap is not None]
        self._points, self._within_s = points, within_s

    async def _reached(self, start: Wgs84) -> bytes:
        key = (round(start.lon, GRID_DEGREES), round(start.lat, GRID_DEGREES))
        if key not in self._kept:
            await asyncio.sleep(REST_S)
            self._kept[key] = self._search(Wgs84(*key))
            while len(self._kept) > KEPT_REACHES:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _search(self, start: Wgs84) -> bytes:
        self.searched += 1
        bits = np.zeros(len(self._points), np.uint8)
        if self._snaps:
            seconds = self._router.seconds_from(start, self._snaps, self._within_s)
            bits[np.array(self._places)[seconds <= self._within_s]] = 1
        return np.packbits(bits, bitorder="little").tobytes()


class CoverSearches:
    """The last few searches of one region: a closure that ends finds what was known before it."""

    def __init__(self) -> None:
        self._usual: Router | None = None
        self._kept: OrderedDict[Router, CoverSearch] = OrderedDict()
        self._streets: tuple[Router, StreetDemand] | None = None
        self._lock = asyncio.Lock()

    def over(self, usual: Router, driven: Router) -> CoverSearch:
        """Give the search over roads as they are driven.

        Args:
            usual: The roads of the region; with others all that was searched is forgotten.
            driven: The same roads under closures, or by another profile.
        """
        if self._usual is not usual:
            self._usual = usual
            self._kept.clear()
        search = self._kept.setdefault(driven, CoverSearch(driven))
        self._kept.move_to_end(driven)
        while len(self._kept) > KEPT_SEARCHES:
            self._kept.popitem(last=False)
        return search

    async def streets(self, usual: Router) -> StreetDemand:
        """Give points that stand for all streets of a region, be they closed or not."""
        async with self._lock:
            if self._streets is None or self._streets[0] is not usual:
                self._streets = usual, await asyncio.to_thread(street_demand, usual.graph)
            return self._streets[1]
