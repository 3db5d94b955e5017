"""Holds the newest picture of cover: computed only while somebody looks, and not too often."""

import asyncio
from datetime import datetime, timedelta

from dispatch.domain.cover import Demand, demand_of
from dispatch.domain.cover_picture import CoverPicture
from dispatch.domain.period import LONGEST, Period
from dispatch.ports.clock import Clock
from dispatch.ports.cover import CoverWorld
from dispatch.ports.statistics import Statistics
from dispatch.services.cover.read_cover import read_cover
from gis.datum import Wgs84

FRESH_FOR = timedelta(seconds=15)
DEMAND_KEPT_FOR = timedelta(hours=1)
MONTHS_LOOKED_BACK = 12


class KeptCover:
    """See `dispatch.ports.cover`: one computation serves all who look meanwhile."""

    def __init__(self, world: CoverWorld, statistics: Statistics, clock: Clock) -> None:
        self._world, self._statistics, self._clock = world, statistics, clock
        self._picture: CoverPicture | None = None
        self._computed_at = self._demand_at = clock.now() - DEMAND_KEPT_FOR - FRESH_FOR
        self._demand: Demand | None = None
        self._lock = asyncio.Lock()

    async def read(self) -> CoverPicture:
        """Give it; CoverOff, CoverUnknown."""
        async with self._lock:
            now = self._clock.now()
            picture = self._picture
            if picture is None or not await self._holds(picture, now):
                self._picture = None
                picture = await read_cover(self._world, await self._own_demand())
                self._picture, self._computed_at = picture, now
            return picture

    async def _holds(self, picture: CoverPicture, now: datetime) -> bool:
        """Tell whether a picture is fresh and one still drives as when it was made."""
        if abs(now - self._computed_at) >= FRESH_FOR:
            return False
        return picture.driven == await self._world.queries.read_driven()

    def forget(self) -> None:
        """Let the next look compute it anew."""
        self._picture = None

    async def _own_demand(self) -> Demand | None:
        now = self._clock.now()
        if abs(now - self._demand_at) >= DEMAND_KEPT_FOR:
            scenes = list[Wgs84]()
            for month in range(MONTHS_LOOKED_BACK):
                until = now - month * LONGEST
                placed = await self._statistics.read_placed(Period(until - LONGEST, until))
                scenes += [one.point for one in placed]
            self._demand = demand_of(scenes)
            self._demand_at = now
        return self._demand
