"""Wires cover: what is read, who searches, and the picture that is kept."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.cover_desk import KeptCover
from dispatch.adapters.cover_roads import HttpCoverRoads
from dispatch.adapters.postgres.cover_queries import PostgresCoverQueries
from dispatch.adapters.postgres.statistics import PostgresStatistics
from dispatch.config import Settings
from dispatch.ports.clock import Clock
from dispatch.ports.cover import CoverWorld
from dispatch.ports.fleet import Fleet
from dispatch.ports.roads import Roads


@dataclass(frozen=True, slots=True)
class CoverParts:
    """What a server needs of cover."""

    queries: PostgresCoverQueries
    roads: HttpCoverRoads
    desk: KeptCover


def make_cover(
    settings: Settings, engine: AsyncEngine, fleet: Fleet, roads: Roads, clock: Clock
) -> CoverParts:
    """Make them; the roads are let go of when the server ends."""
    boot = settings.boot
    search = HttpCoverRoads(
        boot.roads.url if boot.roads else None,
        settings.secret("gis_api").get_secret_value() if boot.roads else "",
    )
    queries = PostgresCoverQueries(engine)
    world = CoverWorld(queries, fleet, roads, search)
    return CoverParts(queries, search, KeptCover(world, PostgresStatistics(engine), clock))
