"""Cover of a centre without a roads process: near is what lies within some kilometres."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.cover_desk import KeptCover
from dispatch.adapters.fleet import FleetReader
from dispatch.adapters.postgres.cover_queries import PostgresCoverQueries
from dispatch.adapters.postgres.statistics import PostgresStatistics
from dispatch.adapters.roads import straight_leg
from dispatch.domain.cover import Demand, DemandPoint, DemandSource
from dispatch.domain.cover_picture import CoverPicture
from dispatch.domain.travel import Conditions, Route, Travel, TravelMode
from dispatch.ports.clock import Clock
from dispatch.ports.cover import CoverWorld, Reach
from dispatch.ports.roads import USUAL
from gis.datum import Wgs84

SOUTH, NORTH = Wgs84(118.30, 33.96), Wgs84(118.40, 33.99)
STREETS = Demand(DemandSource.STREETS, (DemandPoint(SOUTH, 3.0), DemandPoint(NORTH, 1.0)))


class NearRoads:
    """Roads on which a straight line can be driven."""

    async def reach(
        self,
        starts: Sequence[Wgs84],
        demand: Demand | None,
        within_s: float,
        conditions: Conditions = USUAL,
    ) -> Reach:
        told = demand or STREETS

        def bits(start: Wgs84) -> int:
            legs = [straight_leg(start, one.point) for one in told.points]
            return sum(1 << n for n, leg in enumerate(legs) if leg.seconds <= within_s)

        return Reach("demo-1", told, [bits(start) for start in starts])

    async def travel_from(
        self, start: Wgs84, goals: Sequence[Wgs84], conditions: Conditions = USUAL
    ) -> Travel:
        return Travel(TravelMode.ROAD, tuple(straight_leg(start, goal) for goal in goals))

    async def travel_to(
        self, goal: Wgs84, starts: Sequence[Wgs84], conditions: Conditions = USUAL
    ) -> Travel:
        return Travel(TravelMode.ROAD, tuple(straight_leg(start, goal) for start in starts))

    async def route(self, start: Wgs84, goal: Wgs84, conditions: Conditions = USUAL) -> Route:
        raise AssertionError


class OneDistrict:
    """Everything lies in one district."""

    async def names(self, picture: CoverPicture) -> Sequence[str]:
        return ["宿城区"] * len(picture.demand.points)


def cover_parts(engine: AsyncEngine, clock: Clock) -> dict[str, Any]:
    """Give what a context needs of cover."""
    queries, roads = PostgresCoverQueries(engine), NearRoads()
    world = CoverWorld(queries, FleetReader(""), roads, roads)
    return {
        "cover": KeptCover(world, PostgresStatistics(engine), clock),
        "cover_queries": queries,
        "demand_districts": OneDistrict(),
    }
