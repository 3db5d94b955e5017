"""Reads of closures outside of commands."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.reading import reading, values
from dispatch.adapters.postgres.repositories.closures import CLOSURES
from dispatch.adapters.postgres.tables.closures import closure
from dispatch.domain.closure import Closure

OPEN = closure.c.lifted_at.is_(None) & (closure.c.ends_at > func.now())
IN_FORCE = OPEN & (closure.c.begins_at <= func.now())


class PostgresClosureQueries:
    """See `dispatch.ports.closures`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def list_in_force(self) -> Sequence[Closure]:
        """Give those in force now by the database's clock, by their numbers."""
        async with reading(self._engine) as connection:
            return await list_in_force(connection)

    async def list_open(self) -> Sequence[Closure]:
        """Give those that are not over, by their numbers."""
        query = select(closure).where(OPEN).order_by(closure.c.number)
        async with reading(self._engine) as connection:
            return await values(connection, CLOSURES, query)

    async def find(self, closure_id: UUID) -> Closure | None:
        """Find one."""
        query = select(closure).where(closure.c.id == closure_id)
        async with reading(self._engine) as connection:
            return next(iter(await values(connection, CLOSURES, query)), None)

    async def list_recent(self, limit: int) -> Sequence[Closure]:
        """Give those that are not over and the last that are, newest first."""
        over = select(closure.c.id).where(~OPEN).order_by(closure.c.number.desc()).limit(limit)
        query = select(closure).where(OPEN | closure.c.id.in_(over))
        async with reading(self._engine) as connection:
            return await values(connection, CLOSURES, query.order_by(closure.c.number.desc()))


async def list_in_force(connection: AsyncConnection) -> Sequence[Closure]:
    """Give those in force at the moment that a connection sees, by their numbers."""
    query = select(closure).where(IN_FORCE).order_by(closure.c.number)
    return await values(connection, CLOSURES, query)
