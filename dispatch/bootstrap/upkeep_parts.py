"""Wires what the pages of upkeep work with."""

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.ground import PostgresGround
from dispatch.adapters.postgres.plan_queries import PostgresPlanQueries
from dispatch.adapters.postgres.upkeep_queries import PostgresUpkeepQueries
from dispatch.adapters.upkeep_file import UpkeepFiles
from dispatch.ports.upkeep import UpkeepDesk


def make_upkeep_desk(engine: AsyncEngine, gis_engine: AsyncEngine) -> UpkeepDesk:
    """Make it."""
    queries = PostgresUpkeepQueries(engine)
    plans = PostgresPlanQueries(engine)
    return UpkeepDesk(queries, queries, plans, PostgresGround(gis_engine), UpkeepFiles())
