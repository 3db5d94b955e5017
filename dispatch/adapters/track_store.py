"""The store of tracks as a server asks it, as the role d120_gis."""

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.faults import UNREACHED
from dispatch.ports.map_window import TracksAway
from gis.fleet.days import ASTRAY, MAKE_DAYS


class PostgresTrackStore:
    """See `dispatch.ports.track_store`.

    Args:
        engine: A pool of the role d120_gis.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def make_days(self) -> None:
        """Make the days around now, where they are not there yet."""
        try:
            async with self._engine.begin() as connection:
                await connection.exec_driver_sql(MAKE_DAYS)
        except (DBAPIError, *UNREACHED) as error:
            raise TracksAway from error

    async def count_astray(self) -> int:
        """Count fixes that lie in no day, up to 10,000."""
        try:
            async with self._engine.connect() as connection:
                return int((await connection.exec_driver_sql(ASTRAY)).one()[0])
        except (DBAPIError, *UNREACHED) as error:
            raise TracksAway from error
