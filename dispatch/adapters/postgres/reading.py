"""Reads outside of commands."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Literal

from sqlalchemy import Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.faults import UNREACHED, told
from dispatch.adapters.postgres.rows import Rows, T
from dispatch.ports.commands import DatabaseAway

Isolation = Literal["AUTOCOMMIT", "REPEATABLE READ"]


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Hold a connection for reads, each of what is committed then; DatabaseAway if there is none.

    No transaction is begun: beginning and ending one would triple the way of a single read.
    """
    async with _connected(engine, "AUTOCOMMIT") as connection:
        yield connection


@asynccontextmanager
async def one_picture(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Hold a connection whose reads all see the same moment; DatabaseAway if there is none."""
    async with _connected(engine, "REPEATABLE READ") as connection:
        yield connection


@asynccontextmanager
async def _connected(engine: AsyncEngine, isolation: Isolation) -> AsyncIterator[AsyncConnection]:
    try:
        async with engine.connect() as connection:
            yield await connection.execution_options(isolation_level=isolation)
    except DBAPIError as error:
        raise told(error) from error
    except UNREACHED as error:
        raise DatabaseAway from error


async def values(
    connection: AsyncConnection, rows: Rows[T], query: Select[tuple[object, ...]]
) -> Sequence[T]:
    """Give the values of the rows that a query finds."""
    return [rows.value(row) for row in (await connection.execute(query)).mappings()]
