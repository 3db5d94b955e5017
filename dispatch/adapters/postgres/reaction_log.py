"""Turns at reactions: the row that tells how far one has come is also its lock."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.event_log import PostgresEventLog
from dispatch.adapters.postgres.tables.log import event, event_head, reaction
from dispatch.ports.commands import DatabaseAway
from dispatch.ports.reaction_log import CommittedEvent, ReactionTurn

READ_AT_ONCE = 50
SKIP_AFTER = 200
"""So many events of other kinds are passed over at once, and not looked through at each turn."""


class PostgresReactionLog:
    """See `dispatch.ports.reaction_log`."""

    def __init__(self, engine: AsyncEngine, heard: PostgresEventLog) -> None:
        self._engine = engine
        self._heard = heard

    @property
    def last(self) -> int:
        """The number of the newest event that was heard."""
        return self._heard.last

    async def wait_for_news(self, after: int, kinds: frozenset[str]) -> None:
        """Return when an event of these kinds, newer than a number, was heard."""
        await self._heard.wait_for_news(after, kinds)

    @asynccontextmanager
    async def turn(self, name: str, kinds: frozenset[str]) -> AsyncIterator[ReactionTurn | None]:
        """Give the unseen events of these kinds, or None while another server has the turn."""
        try:
            async with self._engine.connect() as connection:
                yield await _take(connection, name, kinds)
                await connection.commit()
        except (DBAPIError, PoolExhausted, OSError) as error:
            raise DatabaseAway from error


class _Turn:
    def __init__(
        self, connection: AsyncConnection, name: str, events: Sequence[CommittedEvent]
    ) -> None:
        self._connection = connection
        self._name = name
        self.events = events

    async def reached(self, n: int) -> None:
        """Note that every event up to a number was reacted to; kept from here on."""
        await self._connection.execute(
            update(reaction).where(reaction.c.name == self._name).values(n=n)
        )


async def _take(connection: AsyncConnection, name: str, kinds: frozenset[str]) -> _Turn | None:
    n = await _lock(connection, name)
    if n is None:
        return None
    head: int = (await connection.execute(select(event_head.c.last))).scalar_one()
    unseen = (
        select(event.c.n, event.c.kind, event.c.actor, event.c.subjects, event.c.payload)
        .where(event.c.n > n, event.c.kind.in_(kinds))
        .order_by(event.c.n)
        .limit(READ_AT_ONCE)
    )
    rows = (await connection.execute(unseen)).all()
    turn = _Turn(connection, name, list(map(_event, rows)))
    if not rows and head - n >= SKIP_AFTER:
        await turn.reached(head)
    return turn


def _event(row: Any) -> CommittedEvent:  # noqa: ANN401 - a row of five columns
    return CommittedEvent(row.n, row.kind, row.actor, tuple(row.subjects), row.payload)


async def _lock(connection: AsyncConnection, name: str) -> int | None:
    """Give how far the reaction has come; None while another server has its turn."""
    own = select(reaction.c.n).where(reaction.c.name == name).with_for_update(skip_locked=True)
    n: int | None = (await connection.execute(own)).scalar_one_or_none()
    if n is None:
        await connection.execute(insert(reaction).values(name=name, n=0).on_conflict_do_nothing())
        await connection.commit()
        n = (await connection.execute(own)).scalar_one_or_none()
    return n
