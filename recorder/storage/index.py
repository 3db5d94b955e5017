"""A connection to the recorder's index in the centre's database, which may be away at any time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar

import psycopg
from psycopg.rows import DictRow, dict_row

from recorder.errors import SettingsUnusable

TIMEOUT_S: Final = 5.0
_CONNECT_TIMEOUT_S: Final = 3
_OPTIONS: Final = "-c statement_timeout=2s -c lock_timeout=1s -c timezone=UTC"

IndexConnection = psycopg.AsyncConnection[DictRow]
Result = TypeVar("Result")


class IndexAway(Exception):
    """The database does not answer, or refuses; try again later."""


class Index:
    """One connection, made when it is needed and dropped on any error."""

    def __init__(self, parameters: Callable[[], dict[str, Any]]) -> None:
        self._parameters = parameters
        self._connection: IndexConnection | None = None
        self._lock = asyncio.Lock()

    async def run(self, work: Callable[[IndexConnection], Awaitable[Result]]) -> Result:
        """Do the work in one transaction; raises `IndexAway`."""
        async with self._lock:
            try:
                async with asyncio.timeout(TIMEOUT_S):
                    connection = await self._connected()
                    async with connection.transaction():
                        return await work(connection)
            except (psycopg.Error, OSError, SettingsUnusable) as error:
                await self._drop()
                raise IndexAway(type(error).__name__) from error

    async def close(self) -> None:
        """Let go of the connection."""
        async with self._lock:
            await self._drop()

    async def _connected(self) -> IndexConnection:
        if self._connection is None:
            self._connection = await psycopg.AsyncConnection.connect(
                **self._parameters(),
                connect_timeout=_CONNECT_TIMEOUT_S,
                options=_OPTIONS,
                autocommit=True,
                row_factory=dict_row,
            )
        return self._connection

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()
