"""What lies under a point of the region in force, asked as the role that may only read it."""

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.faults import UNREACHED
from dispatch.ports.map_data import MapAway
from gis.datum import Wgs84
from gis.overlay.water import IN_WATER


class PostgresGround:
    """See `dispatch.ports.ground`.

    Args:
        engine: A pool of the role d120_gis.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def is_water(self, point: Wgs84) -> bool:
        """Tell whether a point lies in a river, lake or pond; MapAway."""
        asked = {"lon": point.lon, "lat": point.lat}
        try:
            async with self._engine.connect() as connection:
                found = (await connection.exec_driver_sql(IN_WATER, asked)).scalar()
        except (DBAPIError, *UNREACHED) as error:
            raise MapAway from error
        return bool(found)
