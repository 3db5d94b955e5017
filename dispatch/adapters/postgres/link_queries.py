"""Reads of location links outside of commands, and of where the centre's map lies."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.faults import UNREACHED
from dispatch.adapters.postgres.reading import one_picture, reading, values
from dispatch.adapters.postgres.repositories.location_links import LINKS, SHORT_MESSAGES
from dispatch.adapters.postgres.tables.centre import part
from dispatch.adapters.postgres.tables.location_links import location_link, sms
from dispatch.domain.location_link import LocationLink, ShownLink, shown
from dispatch.domain.part import PartState
from dispatch.domain.told_point import Area
from dispatch.ports.sms import WayElsewhere

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


class PostgresWaysElsewhere:
    """See `dispatch.ports.sms`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def find(self, observer: str) -> WayElsewhere | None:
        """Give the best of what the others say; None while nobody has said anything."""
        said, lamp = part.alias("said"), part.alias("lamp")
        dead = exists().where(
            lamp.c.name == "server:" + said.c.observer,
            lamp.c.observer == observer,
            lamp.c.state == PartState.FAILED,
        )
        told = select(said.c.code, (~dead).label("alive"))
        others = told.where(said.c.name == "sms", said.c.observer != observer)
        best = others.order_by(dead, said.c.code.is_not(None)).limit(1)
        async with reading(self._engine) as connection:
            row = (await connection.execute(best)).first()
        return WayElsewhere(row.code, row.alive) if row else None


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
