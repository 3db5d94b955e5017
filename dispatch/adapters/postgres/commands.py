"""The door to every change: one command, one transaction, once per key."""

import json
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import psycopg
import structlog
from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.engine import UNCONFIRMED
from dispatch.adapters.postgres.faults import UNREACHED, told
from dispatch.adapters.postgres.tables.log import command
from dispatch.adapters.postgres.transaction import PostgresTransaction
from dispatch.domain.errors import KeyReused
from dispatch.domain.ids import IdSource
from dispatch.domain.origin import Origin
from dispatch.ports.commands import DatabaseAway, Json, Keyed, UseCase

log = structlog.get_logger()

TRIES = 4
CONFLICTS = (
    psycopg.errors.SerializationFailure,
    psycopg.errors.DeadlockDetected,
    psycopg.errors.LockNotAvailable,
)


class CommitUnconfirmed(Exception):
    """The commit was not confirmed by the second disk; it is unknown whether it will survive."""


class PostgresCommands:
    """Runs use cases; see `dispatch.ports.commands`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._ids = IdSource()

    async def run(self, keyed: Keyed, origin: Origin, use_case: UseCase) -> Json:
        """Run a use case in one transaction and give its answer."""
        for attempt in range(1, TRIES + 1):
            try:
                return await self._once(keyed, origin, use_case)
            except DBAPIError as error:
                if not isinstance(error.orig, CONFLICTS):
                    raise told(error) from error
                log.info("command.conflict", command=keyed.name, attempt=attempt)
            except CommitUnconfirmed:
                log.warning("command.unconfirmed", command=keyed.name, attempt=attempt)
            except UNREACHED as error:
                raise DatabaseAway from error
        raise DatabaseAway

    async def _once(self, keyed: Keyed, origin: Origin, use_case: UseCase) -> Json:
        async with self._engine.connect() as connection:
            now = (await connection.execute(text("SELECT now()"))).scalar_one()
            stored = await _claim_key(connection, keyed, origin, now)
            if stored is not None:
                await _confirm(connection, keyed)
                return stored[0]
            answer = await self._act(connection, keyed, origin, now, use_case)
            await _commit(connection)
            return answer

    async def _act(
        self,
        connection: AsyncConnection,
        keyed: Keyed,
        origin: Origin,
        now: datetime,
        use_case: UseCase,
    ) -> Json:
        tx = PostgresTransaction(
            connection, replace(origin, happened_at=origin.happened_at or now), now, self._ids
        )
        answer = await use_case(tx)
        if keyed.key is not None and answer is not None:
            await connection.execute(
                update(command).where(command.c.key == keyed.key).values(answer=answer)
            )
        ids = [tx.new_id() for _ in tx.outbox.events]
        await tx.outbox.write(connection, tx.origin, keyed.key, ids)
        return answer


async def _claim_key(
    connection: AsyncConnection, keyed: Keyed, origin: Origin, now: datetime
) -> tuple[Json] | None:
    """Store the key; where it was stored before, give the answer of then.

    A second transaction with the same key waits here until the first has ended.
    """
    if keyed.key is None:
        return None
    fingerprint = _fingerprint(keyed, origin)
    row = {"key": keyed.key, "name": keyed.name, "fingerprint": fingerprint, "recorded_at": now}
    claim = insert(command).values(row).on_conflict_do_nothing().returning(command.c.key)
    if (await connection.execute(claim)).one_or_none() is not None:
        return None
    query = select(command.c.fingerprint, command.c.answer).where(command.c.key == keyed.key)
    known = (await connection.execute(query)).one()
    if known.fingerprint != fingerprint:
        raise KeyReused(key=str(keyed.key))
    return (known.answer,)


async def _confirm(connection: AsyncConnection, keyed: Keyed) -> None:
    """Wait until the stored answer is on every disk that must have it, as only a commit does."""
    same = update(command).where(command.c.key == keyed.key).values(answer=command.c.answer)
    await connection.execute(same)
    await _commit(connection)


def _fingerprint(keyed: Keyed, origin: Origin) -> bytes:
    return sha256(json.dumps([keyed.name, origin.actor, keyed.body]).encode()).digest()


async def _commit(connection: AsyncConnection) -> None:
    raw: Any = await connection.get_raw_connection()
    raw.info[UNCONFIRMED] = False
    await connection.commit()
    if raw.info.get(UNCONFIRMED):
        raise CommitUnconfirmed
