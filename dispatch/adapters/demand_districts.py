"""Which district each point of the demand lies in, by the region in force; asked once a demand."""

import asyncio
from collections.abc import Sequence
from typing import Any

import structlog
from sqlalchemy import RowMapping
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.faults import UNREACHED
from dispatch.domain.cover_picture import CoverPicture
from gis.geocode.districts_of import districts_of
from gis.geocode.statements import Parameters

log = structlog.get_logger()


class PostgresDemandDistricts:
    """See `dispatch.ports.cover`.

    Args:
        engine: A pool of the role d120_gis.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._of: CoverPicture | None = None
        self._names: Sequence[str] = ()
        self._lock = asyncio.Lock()

    async def names(self, picture: CoverPicture) -> Sequence[str]:
        """Give the district of each point of the demand; none where the map cannot be asked."""
        async with self._lock:
            if self._of is None or not _same_ground(self._of, picture):
                points = [one.point for one in picture.demand.points]
                try:
                    self._names = await districts_of(self._read, points)
                except (DBAPIError, *UNREACHED) as error:
                    log.warning("cover.districts_unknown", why=type(error).__name__)
                    return ()
                self._of = picture
            return self._names

    async def _read(self, statement: str, parameters: Parameters) -> Sequence[RowMapping]:
        given: dict[str, Any] = dict(parameters)
        async with self._engine.connect() as connection:
            return (await connection.exec_driver_sql(statement, given)).mappings().all()


def _same_ground(one: CoverPicture, other: CoverPicture) -> bool:
    same_map = one.map_version == other.map_version
    return same_map and (one.demand is other.demand or one.demand == other.demand)
