"""The search for places in the region that `gis` holds, asked as the role that may only read it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.faults import UNREACHED
from dispatch.domain.place import FoundPlace
from dispatch.ports.places import PlacesAway
from gis.datum import Wgs84
from gis.geocode.found import Found
from gis.geocode.search import Search
from gis.geocode.statements import Parameters


class PostgresPlaces:
    """See `dispatch.ports.places`.

    Args:
        engine: A pool of the role d120_gis.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._search = Search(self._read)

    async def suggest(self, text: str, *, limit: int, near: Wgs84 | None) -> Sequence[FoundPlace]:
        """Give places that a text may mean, best first; PlacesAway."""
        return [_place(one) for one in await self._search.suggest(text, limit=limit, near=near)]

    async def reverse(self, point: Wgs84) -> FoundPlace | None:
        """Find what lies at a point, or None where nothing is near; PlacesAway."""
        found = await self._search.reverse(point)
        return None if found is None else _place(found)

    async def _read(self, statement: str, parameters: Parameters) -> Sequence[RowMapping]:
        given: dict[str, Any] = dict(parameters)
        try:
            async with self._engine.connect() as connection:
                rows = await connection.exec_driver_sql(statement, given)
                return rows.mappings().all()
        except (DBAPIError, *UNREACHED) as error:
            raise PlacesAway from error


def _place(found: Found) -> FoundPlace:
    return FoundPlace(
        id=found.id,
        name=found.name,
        detail=found.detail,
        kind=found.kind,
        point=found.point,
        initials=found.initials,
    )
