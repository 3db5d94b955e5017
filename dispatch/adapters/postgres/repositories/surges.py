"""Surges; see `dispatch.ports.surges`."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.reading import values
from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.surges import surge
from dispatch.domain.surge import Surge

SURGES = Rows(Surge, surge)
# Two who press the key at once: the second sees the first one's surge. Any number of our own.
_ONE_AT_A_TIME = 1_200_015


class PostgresSurges(Repository[Surge]):
    """Surges within one transaction."""

    async def find_running(self, at: datetime) -> Surge | None:
        """Find the one that is on."""
        await self._connection.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
        return await self.find_where(surge.c.stopped_at.is_(None), surge.c.until > at)


async def find_surge(connection: AsyncConnection) -> Surge | None:
    """Find the one that is on, outside of a command."""
    on = surge.c.stopped_at.is_(None) & (surge.c.until > func.now())
    return next(iter(await values(connection, SURGES, select(surge).where(on))), None)
