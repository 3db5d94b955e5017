"""One command, one transaction, once per key; numbers without a gap."""

import asyncio
from datetime import datetime
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.tables.log import event
from dispatch.domain.errors import DomainError, KeyReused
from dispatch.domain.events import Kind, task_event
from dispatch.ports.commands import DatabaseAway, Json, Keyed
from dispatch.ports.transaction import Transaction
from tests.contract.core.acts import NOON, ORIGIN, open_task
from tests.integration.conftest import Database

WRITERS = 8
EACH_WRITES = 40


async def numbers(engine: AsyncEngine) -> list[int]:
    async with engine.connect() as connection:
        return list((await connection.execute(select(event.c.n).order_by(event.c.n))).scalars())


@pytest.mark.mission("A41")
async def test_a_repeated_key_gives_the_first_answer_and_tells_nothing_new(engine: AsyncEngine):
    commands, key = PostgresCommands(engine), uuid4()
    first = await open_task(commands, key)
    assert await open_task(commands, key) == first
    assert await numbers(engine) == [1]


async def test_a_key_with_another_body_is_refused(engine: AsyncEngine):
    commands, key = PostgresCommands(engine), uuid4()
    await open_task(commands, key, body="one")
    with pytest.raises(KeyReused):
        await open_task(commands, key, body="another")
    assert await numbers(engine) == [1]


async def test_two_servers_with_the_same_key_at_once_act_once(
    engine: AsyncEngine, database: Database
):
    other, key = make_engine(database.url("dispatch")), uuid4()
    answers = await asyncio.gather(
        *(open_task(PostgresCommands(one), key) for one in (engine, other) for _ in range(4))
    )
    await other.dispose()
    assert len(set(map(str, answers))) == 1
    assert await numbers(engine) == [1]


@pytest.mark.mission("A41")
async def test_numbers_have_no_gap_under_eight_writers_and_refusals(engine: AsyncEngine):
    commands = PostgresCommands(engine)

    async def refused(tx: Transaction) -> Json:
        raise DomainError

    async def write() -> None:
        for _ in range(EACH_WRITES):
            await open_task(commands, uuid4())
            with pytest.raises(DomainError):
                await commands.run(Keyed(uuid4(), "refused"), ORIGIN, refused)

    await asyncio.gather(*(write() for _ in range(WRITERS)))
    assert await numbers(engine) == list(range(1, WRITERS * EACH_WRITES + 1))


async def test_a_refusal_stores_neither_state_nor_events_nor_the_key(engine: AsyncEngine):
    commands, key = PostgresCommands(engine), uuid4()

    async def tell_then_refuse(tx: Transaction) -> Json:
        tx.events.append(task_event(Kind.TASK_OPENED, await tx.tasks.get(uuid4())))
        return None

    with pytest.raises(DomainError):
        await commands.run(Keyed(key, "open_task"), ORIGIN, tell_then_refuse)
    await open_task(commands, key)
    assert await numbers(engine) == [1]


async def test_events_cannot_be_changed_or_removed_by_a_server(database: Database):
    async with await psycopg.AsyncConnection.connect(database.dsn("dispatch")) as connection:
        for statement in ("UPDATE dispatch.event SET n = 0", "DELETE FROM dispatch.audit"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                await connection.execute(statement.encode())
            await connection.rollback()


async def test_a_dead_database_is_told_and_the_same_key_works_afterwards(database: Database):
    cut_off = make_engine(database.url("dispatch").replace("port=", "port=1"))
    with pytest.raises(DatabaseAway):
        await open_task(PostgresCommands(cut_off), uuid4())
    await cut_off.dispose()


async def test_a_commit_that_one_disk_has_is_tried_again_until_both_have_it(
    engine: AsyncEngine, database: Database
):
    """PostgreSQL reports success for a cancelled wait; its warning is all that tells."""
    async with await psycopg.AsyncConnection.connect(database.owner_dsn, autocommit=True) as owner:
        await owner.execute("ALTER ROLE d120_dispatch SET synchronous_commit = on")
        await owner.execute("ALTER SYSTEM SET synchronous_standby_names = 'other_disk'")
        await owner.execute("SELECT pg_reload_conf()")
        try:
            writing = asyncio.create_task(open_task(PostgresCommands(engine), uuid4()))
            pid, began_at = await waiting_writer(owner, NOON)
            await owner.execute("SELECT pg_cancel_backend(%s)", [pid])
            _, again_at = await waiting_writer(owner, began_at)
        finally:
            await owner.execute("ALTER SYSTEM RESET synchronous_standby_names")
            await owner.execute("SELECT pg_reload_conf()")
            await owner.execute("ALTER ROLE d120_dispatch RESET synchronous_commit")
    await writing
    assert again_at > began_at
    assert await numbers(engine) == [1]


async def waiting_writer(
    owner: psycopg.AsyncConnection, later_than: datetime
) -> tuple[int, datetime]:
    """Wait for a transaction that waits for the other disk."""
    query = (
        "SELECT pid, xact_start FROM pg_stat_activity"
        " WHERE wait_event = 'SyncRep' AND xact_start > %s"
    )
    async with asyncio.timeout(10):
        while (row := await (await owner.execute(query, [later_than])).fetchone()) is None:
            async with asyncio.timeout(5):
                await owner.execute("SELECT pg_stat_clear_snapshot()")
    return row[0], row[1]
