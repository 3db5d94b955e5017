"""From the line over the database to what a server shows."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest

from dispatch.adapters.fleet import FleetReader
from dispatch.domain.part import PartState
from gis.datum import Wgs84
from gis.fleet.picture import Received
from gis.fleet.store import FleetStore
from tests.integration.conftest import Database
from tests.integration.positions.conftest import Line, until
from tests.integration.positions.test_serial_line import listening, tell


@asynccontextmanager
async def reading(database: Database) -> AsyncIterator[FleetReader]:
    reader = FleetReader(database.dsn("gis"))
    task = asyncio.create_task(reader.run())
    try:
        yield reader
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def ask(database: Database, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(database.owner_dsn, autocommit=True) as connection:
        return connection.execute(query.encode()).fetchall()


async def test_a_position_reaches_the_servers_memory_and_its_track_is_kept(
    line: Line, fresh: Database
) -> None:
    async with listening(line, fresh.dsn("gis")), reading(fresh) as reader:
        line.say(tell("AMB01"))
        await until(reader.latest)
        line.say(tell("AMB01", place="3336.00100,N,11901.80000,E"))
        await until(lambda: reader.latest()["AMB01"].point.lat > 33.6)
        await until(lambda: reader.judge("serial-1") == (PartState.WELL, None))
    fix = reader.latest()["AMB01"]
    assert (fix.feed, fix.point.lon) == ("serial-1", 119.03)
    assert abs(fix.received_at - fix.fixed_at) < timedelta(seconds=60)
    assert ask(fresh, "SELECT count(*) FROM gis.fix") == [(2,)]


async def test_what_was_heard_while_the_database_was_away_is_stored_with_its_true_age(
    line: Line, fresh: Database
) -> None:
    async with listening(line, fresh.dsn("gis")) as feed:
        await until(lambda: ask(fresh, "SELECT 1 FROM gis.feed"))
        _close_to_feeds(fresh)
        await until(lambda: feed.writer.away)
        line.say(tell("AMB01", ago_s=3) + tell("AMB01", ago_s=2))
        await until(lambda: feed.writer.waiting == 2)
        _open_to_feeds(fresh)
        await until(lambda: feed.writer.waiting == 0)
    assert ask(fresh, "SELECT count(*), count(DISTINCT received_at) FROM gis.fix") == [(2, 1)]
    assert ask(fresh, "SELECT device FROM gis.fleet_latest") == [("AMB01",)]


def _close_to_feeds(database: Database) -> None:
    with psycopg.connect(database.owner_dsn, autocommit=True) as connection:
        connection.execute("ALTER ROLE d120_gis NOLOGIN")
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'd120_gis'"
        )


def _open_to_feeds(database: Database) -> None:
    with psycopg.connect(database.owner_dsn, autocommit=True) as connection:
        connection.execute("ALTER ROLE d120_gis LOGIN")


AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def _received(device: str, fixed_at: datetime = AT, received_s: float = 0.0) -> Received:
    return Received(device, Wgs84(119.03, 33.6), 30.0, None, fixed_at, received_s, is_latest=True)


@asynccontextmanager
async def storing(database: Database, feed: str = "serial-1") -> AsyncIterator[FleetStore]:
    dsn = database.dsn("gis")
    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as connection:
        store = FleetStore(connection, feed)
        await store.open()
        yield store


async def test_of_two_feeds_that_hear_one_terminal_the_newer_fix_wins(fresh: Database) -> None:
    async with storing(fresh, "one") as one, storing(fresh, "two") as two:
        await one.write([_received("A", AT)], 0.0)
        await two.write([_received("A", AT - timedelta(seconds=9))], 0.0)
        assert ask(fresh, "SELECT feed FROM gis.fleet_latest") == [("one",)]
        await two.write([_received("A", AT + timedelta(seconds=9))], 0.0)
    assert ask(fresh, "SELECT feed FROM gis.fleet_latest") == [("two",)]


async def test_numbers_grow_over_every_start_of_a_feed(fresh: Database) -> None:
    seen = []
    for second in range(3):
        async with storing(fresh) as store:
            await store.write([_received("A", AT + timedelta(seconds=second))], 0.0)
        seen += ask(fresh, "SELECT revision FROM gis.fleet_latest")
    assert seen == sorted(set(seen))


async def test_the_moment_of_receipt_is_told_by_the_databases_clock(fresh: Database) -> None:
    async with storing(fresh) as store:
        await store.write([_received("A", received_s=100.0)], 130.0)
    query = "SELECT extract(epoch FROM now() - received_at)::int / 10 FROM gis.fix"
    assert ask(fresh, query) == [(3,)]


async def test_days_are_made_ahead_and_what_came_too_early_moves_into_its_day(
    fresh: Database,
) -> None:
    day = datetime(2031, 5, 1, 12, tzinfo=UTC)
    async with storing(fresh) as store:
        await store.write([_received("A", day)], 0.0)
        assert ask(fresh, "SELECT tableoid::regclass::text FROM gis.fix") == [("gis.fix_default",)]
        await store.make_days([date(2031, 5, 1)])
        await store.make_days([date(2031, 5, 1)])
        await store.write([_received("A", day + timedelta(seconds=1))], 0.0)
    query = "SELECT DISTINCT tableoid::regclass::text FROM gis.fix"
    assert ask(fresh, query) == [("gis.fix_20310501",)]


async def test_the_servers_role_reads_no_positions_of_its_own(fresh: Database) -> None:
    with (
        psycopg.connect(fresh.dsn("dispatch")) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT 1 FROM gis.fleet_latest")


async def test_the_odometer_that_a_terminal_reads_is_kept_with_its_fix(fresh: Database) -> None:
    told = [replace(_received("A"), odometer_km=90_210.4), _received("B")]
    async with storing(fresh) as store:
        await store.write(told, 0.0)
    query = "SELECT device, odometer_km FROM gis.fix ORDER BY device"
    assert ask(fresh, query) == [("A", 90_210.4), ("B", None)]
