"""Reads of location links outside of commands, and of where the centre's map lies."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.faults import UNREACHED
from dispatch.adapters.postgres.reading import one_picture, reading, values
from dispatch.adapters.postgres.repositories.location_links import LINKS, SHORT_MESSAGES
from dispatch.adapters.postgres.tables.location_links import location_link, sms
from dispatch.domain.location_link import LocationLink, ShownLink, shown
from dispatch.domain.told_point import Area

AREA = "SELECT west, south, east, north FROM gis.region WHERE active"


class PostgresLinkQueries:
    """See `dispatch.ports.location_links`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def list_of_call(self, call_id: UUID) -> Sequence[ShownLink]:
        """Give the links of a call, oldest first."""
        of_call = select(location_link).where(location_link.c.call_id == call_id)
        async with one_picture(self._engine) as connection:
            links = await values(connection, LINKS, of_call.order_by(location_link.c.made_at))
            carried = select(sms).where(sms.c.id.in_([link.sms_id for link in links]))
            by_id = {one.id: one for one in await values(connection, SHORT_MESSAGES, carried)}
        return [shown(link, by_id[link.sms_id]) for link in links]

    async def find_of_token(self, token_hash: bytes) -> LocationLink | None:
        """Find the link of a token."""
        query = select(location_link).where(location_link.c.token_hash == token_hash)
        async with reading(self._engine) as connection:
            found = await values(connection, LINKS, query)
        return found[0] if found else None


class PostgresServiceArea:
    """See `dispatch.ports.location_links`.

    Args:
        engine: A pool of the role d120_gis.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read(self) -> Area | None:
        """Give the area of the map in force; without one, or without an answer, None."""
        try:
            async with self._engine.connect() as connection:
                row = (await connection.exec_driver_sql(AREA)).first()
        except (DBAPIError, *UNREACHED):
            return None
        return Area(row.west, row.south, row.east, row.north) if row else None
