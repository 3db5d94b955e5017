"""Every client can see for itself whether it missed anything."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.event_log import LISTENER, PostgresEventLog
from dispatch.adapters.postgres.migrate import new_incarnation
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.domain.audience import DESKS, LEADERS
from dispatch.ports.event_log import (
    NoPosition,
    SnapshotNeeded,
    StreamedEvent,
    StreamMark,
    StreamPosition,
)
from tests.contract.core.acts import found, open_task, start_session
from tests.integration.conftest import Database

DESK, LEADER = frozenset({DESKS}), frozenset({DESKS, LEADERS})
ONLY_LEADERS = frozenset({LEADERS})


@asynccontextmanager
async def hearing(database: Database) -> AsyncIterator[PostgresEventLog]:
    """A server's ear, until the block ends."""
    log = PostgresEventLog(database.dsn("dispatch"))
    task = asyncio.create_task(log.run())
    try:
        async with asyncio.timeout(10):
            await log.wait_for_contact()
        yield log
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def take(
    log: PostgresEventLog, audiences: frozenset[str], after: StreamPosition, count: int
) -> list[StreamedEvent]:
    """Join a stream and take a number of events from it."""
    return await take_from(log.stream(audiences, after), count)


async def take_from(
    stream: AsyncIterator[StreamedEvent | StreamMark], count: int
) -> list[StreamedEvent]:
    """Take a number of events from a stream."""
    told: list[StreamedEvent] = []
    async with asyncio.timeout(10):
        async for one in stream:
            if isinstance(one, StreamedEvent):
                told.append(one)
            if len(told) == count:
                break
    return told


async def first_mark(
    log: PostgresEventLog, audiences: frozenset[str], after: StreamPosition
) -> StreamMark:
    """Take the first mark of a stream."""
    async with asyncio.timeout(10):
        async for one in log.stream(audiences, after):
            if isinstance(one, StreamMark):
                return one
    raise AssertionError("the stream ended")


async def act_twelve_times(engine: AsyncEngine) -> None:
    """Tell desks and leaders in turn: 1 desks, 2.. leaders."""
    commands = PostgresCommands(engine)
    for _ in range(4):
        await open_task(commands)
        await start_session(commands)


@pytest.mark.mission("A41")
@pytest.mark.parametrize("audiences", [DESK, LEADER, ONLY_LEADERS])
async def test_previous_n_links_every_event_of_a_stream_to_the_one_before(
    engine: AsyncEngine, database: Database, audiences: frozenset[str]
):
    await act_twelve_times(engine)
    async with hearing(database) as log:
        mark = await first_mark(log, audiences, StreamPosition(log.epoch, 0))
        own = [e for e in log.kept if e.audiences & audiences]
        told = await take(log, audiences, StreamPosition(log.epoch, 0), len(own))
    assert [t.event.n for t in told] == [e.n for e in own]
    assert [t.previous_n for t in told] == [0, *(e.n for e in own[:-1])]
    assert mark.last == own[-1].n


async def test_two_servers_link_a_stream_in_the_same_way(engine: AsyncEngine, database: Database):
    await act_twelve_times(engine)
    async with hearing(database) as one, hearing(database) as other:
        start = StreamPosition(one.epoch, 0)
        first = await take(one, DESK, start, 2)
        here = StreamPosition(one.epoch, first[-1].event.n)
        assert await take(other, DESK, here, 2) == await take(one, DESK, here, 2)


async def test_a_stream_goes_on_live_with_what_is_told_while_it_is_heard(
    engine: AsyncEngine, database: Database
):
    async with hearing(database) as log:
        heard = asyncio.create_task(take(log, DESK, StreamPosition(log.epoch, 0), 3))
        for _ in range(3):
            await open_task(PostgresCommands(engine))
        assert [(t.previous_n, t.event.n) for t in await heard] == [(0, 1), (1, 2), (2, 3)]


async def test_a_snapshot_continues_in_the_stream_without_a_gap(
    engine: AsyncEngine, database: Database
):
    await found(PostgresCommands(engine))
    await act_twelve_times(engine)
    async with hearing(database) as log:
        board = await PostgresQueries(engine).read_board(DESK, "1027")
        heard = asyncio.create_task(take(log, DESK, StreamPosition(board.epoch, board.last), 1))
        await start_session(PostgresCommands(engine))
        await open_task(PostgresCommands(engine))
        (told,) = await heard
    assert told.previous_n == board.last
    assert len(board.tasks) == 4


@pytest.mark.parametrize("wrong_n", [2, 9_999])
async def test_a_position_that_is_not_on_the_stream_needs_a_snapshot(
    engine: AsyncEngine, database: Database, wrong_n: int
):
    await act_twelve_times(engine)
    async with hearing(database) as log:
        with pytest.raises(SnapshotNeeded) as refused:
            await take(log, DESK, StreamPosition(log.epoch, wrong_n), 1)
    assert refused.value.parameters["why"] == NoPosition.UNKNOWN_POSITION


async def test_a_position_older_than_memory_is_continued_when_nothing_was_missed(
    engine: AsyncEngine, database: Database, monkeypatch: pytest.MonkeyPatch
):
    commands = PostgresCommands(engine)
    await open_task(commands)
    for _ in range(6):
        await start_session(commands)
    monkeypatch.setattr("dispatch.adapters.postgres.event_log.KEPT_EVENTS", 3)
    async with hearing(database) as log:
        heard = asyncio.create_task(take(log, DESK, StreamPosition(log.epoch, 1), 1))
        await open_task(commands)
        (told,) = await heard
        with pytest.raises(SnapshotNeeded):
            await take(log, DESK, StreamPosition(log.epoch, 0), 1)
    assert told.previous_n == 1


async def test_a_new_epoch_ends_every_stream_and_refuses_old_positions(
    engine: AsyncEngine, database: Database
):
    async with hearing(database) as log:
        before = StreamPosition(log.epoch, 0)
        heard = asyncio.create_task(take(log, DESK, before, 1))
        new_incarnation(database.owner_dsn)
        with pytest.raises(SnapshotNeeded) as refused:
            await heard
        with pytest.raises(SnapshotNeeded):
            await take(log, DESK, before, 1)
    assert refused.value.parameters["why"] == NoPosition.OTHER_EPOCH


async def test_events_told_while_the_listener_is_cut_off_are_read_from_the_table(
    engine: AsyncEngine, database: Database
):
    async with hearing(database) as log:
        stream = log.stream(DESK, StreamPosition(log.epoch, 0))
        assert isinstance(await anext(stream), StreamMark)
        heard = asyncio.create_task(take_from(stream, 5))
        for _ in range(5):
            await cut_listeners(engine)
            await open_task(PostgresCommands(engine))
        assert [t.event.n for t in await heard] == [1, 2, 3, 4, 5]


async def cut_listeners(engine: AsyncEngine) -> None:
    """End every connection that listens, as a lost line does."""
    async with engine.connect() as connection:
        await connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = current_database() AND application_name = '{LISTENER}'"
        )
