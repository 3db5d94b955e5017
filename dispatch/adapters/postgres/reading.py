"""One read outside of a command."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from sqlalchemy import Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.faults import UNREACHED, told
from dispatch.adapters.postgres.rows import Rows, T
from dispatch.ports.commands import DatabaseAway


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Hold a connection for reads; DatabaseAway when there is none."""
    try:
        async with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise told(error) from error
    except UNREACHED as error:
        raise DatabaseAway from error


async def values(
    connection: AsyncConnection, rows: Rows[T], query: Select[tuple[object, ...]]
) -> Sequence[T]:
    """Give the values of the rows that a query finds."""
    return [rows.value(row) for row in (await connection.execute(query)).mappings()]
