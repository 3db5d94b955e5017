"""Closures; see `dispatch.ports.closures`."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.closures import closure
from dispatch.domain.closure import Closure, ClosureNotFound

CLOSURES = Rows(Closure, closure)
# Whoever looks at what is open before he adds to it does so alone. Any number of our own.
_ONE_AT_A_TIME = 1_200_024


class PostgresClosures(Repository[Closure]):
    """Closures within one transaction."""

    async def get(self, closure_id: UUID, /) -> Closure:
        """Give one; ClosureNotFound."""
        found = await self.find_where(closure.c.id == closure_id)
        if found is None:
            raise ClosureNotFound
        return found

    async def list_open(self, at: datetime) -> Sequence[Closure]:
        """Give those that are not over; who asks meanwhile to draw one waits."""
        await self._connection.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
        return await self.list_where(_open(at), order=closure.c.number)

    async def next_number(self) -> int:
        """Give the number of the next one."""
        query = select(func.coalesce(func.max(closure.c.number), 0) + 1)
        return int((await self._connection.execute(query)).scalar_one())


def _open(at: datetime) -> ColumnElement[bool]:
    return closure.c.lifted_at.is_(None) & (closure.c.ends_at > at)
