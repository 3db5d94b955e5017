"""A question to a source outlives the server that asks it and the database that is away."""

from collections.abc import Awaitable, Callable
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.repositories.caller_places import PostgresCallerPlaceQueries
from dispatch.domain.caller_place import CallerPlace, SourceDoubt, SourceKind
from dispatch.ports.commands import DatabaseAway
from dispatch.services.calls.end_call import end_call
from dispatch.workers.caller_sources import SourceAsker
from tests.integration.caller_places.asked import (
    SAID,
    HeldSource,
    begin,
    call_comes,
    left,
    let_time_pass,
    world_of,
)
from tests.integration.conftest import Database
from tests.integration.core.hearing import (
    act,
    at_work,
    ended,
    events,
    has,
    locked_out,
    until,
)
from tests.integration.core.servers import Server

CHANNEL = "node1-1795310763.1"
ALL = {SourceKind.SUBSCRIBER, SourceKind.PEER, SourceKind.NETWORK}


Sources = dict[str, HeldSource]


def asker(engine: AsyncEngine, sources: Sources, name: str = "server-1") -> SourceAsker:
    world = world_of(engine, sources["peer"], sources["network"])
    return SourceAsker(name, PostgresCommands(engine), world)


def free() -> Sources:
    return {name: HeldSource(said) for name, said in SAID.items()}


async def told(engine: AsyncEngine, call: UUID) -> dict[SourceKind, CallerPlace]:
    """Give the row of each source; two of one source are a fault."""
    rows = await PostgresCallerPlaceQueries(engine).list_of([call], None)
    assert len(rows) == len({one.kind for one in rows}) == len(await events(engine, GIVEN))
    return {one.kind: one for one in rows}


GIVEN = "place_source_given"


def has_ended(engine: AsyncEngine) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        try:
            return await has(engine, GIVEN, 3) and not await left(engine)
        except DatabaseAway:
            return False

    return look


@pytest.mark.mission("A7", "A33", "A95", "A96")
async def test_what_a_dead_server_was_asking_the_other_asks(
    engine: AsyncEngine, database: Database
):
    await begin(engine)
    held = {name: HeldSource(said, free=False) for name, said in SAID.items()}
    first = asker(engine, held)
    async with Server(database, first.reaction()).at_work(), at_work(first.run):
        call = await call_comes(engine)
        await until(held["network"].is_asked)
        await until(held["peer"].is_asked)
    await let_time_pass(engine)
    async with at_work(asker(engine, free(), "server-2").run):
        await until(has_ended(engine))
    rows = await told(engine, call)
    assert set(rows) == ALL
    assert rows[SourceKind.PEER].text == SAID["peer"].text
    assert rows[SourceKind.NETWORK].radius_m == 800


async def test_a_server_that_comes_back_asks_at_once_what_it_had_in_hand(
    engine: AsyncEngine, database: Database
):
    await begin(engine)
    held = HeldSource(SAID["peer"], free=False)
    first = asker(engine, free() | {"peer": held})
    async with Server(database, first.reaction()).at_work(), at_work(first.run):
        call = await call_comes(engine)
        await until(held.is_asked)
    sources = free()
    async with at_work(asker(engine, sources).run):
        await until(has_ended(engine))
    assert set(await told(engine, call)) == ALL
    assert sources["peer"].asked == 1


async def test_both_servers_asking_make_one_visible_answer(engine: AsyncEngine, database: Database):
    await begin(engine)
    slow = HeldSource(SAID["peer"], free=False)
    first = asker(engine, free() | {"peer": slow})
    async with Server(database, first.reaction()).at_work(), at_work(first.run):
        call = await call_comes(engine)
        await until(slow.is_asked)
        await let_time_pass(engine)
        async with at_work(asker(engine, free(), "server-2").run):
            await until(has_ended(engine))
        slow.free.set()
        again = await call_comes(engine, "node1-1795310763.2")
        await until(lambda: has(engine, GIVEN, 6))
    rows = await PostgresCallerPlaceQueries(engine).list_of([call, again], None)
    assert sorted((str(one.call_id), one.kind) for one in rows) == sorted(
        (str(one), kind) for one in (call, again) for kind in ALL
    )


@pytest.mark.parametrize("source", ["peer", "network"])
async def test_an_answer_that_finds_the_database_away_is_told_when_it_is_back(
    engine: AsyncEngine, database: Database, source: str
):
    await begin(engine)
    held = HeldSource(SAID[source], free=False)
    first = asker(engine, free() | {source: held})
    async with Server(database, first.reaction()).at_work(), at_work(first.run):
        call = await call_comes(engine)
        await until(held.is_asked)
        with locked_out(database):
            held.free.set()
            await until(lambda: _is_away(engine))
        await until(has_ended(engine))
    rows = await told(engine, call)
    assert set(rows) == ALL
    assert not rows[SourceKind(source)].doubts


async def test_a_call_that_is_long_over_is_told_as_not_asked_and_asked_of_nobody(
    engine: AsyncEngine, database: Database
):
    await begin(engine)
    sources = free()
    late = asker(engine, sources)
    async with Server(database, late.reaction()).at_work():
        call = await call_comes(engine)
        await act(engine, lambda tx: end_call(ended(CHANNEL), tx))
        await until(lambda: _asks(engine, 3))
    async with at_work(late.run):
        await until(has_ended(engine))
    rows = await told(engine, call)
    assert rows[SourceKind.SUBSCRIBER].text
    for kind in (SourceKind.PEER, SourceKind.NETWORK):
        assert rows[kind].doubts == (SourceDoubt.NOT_ASKED,)
    assert [one.asked for one in sources.values()] == [0, 0]


async def test_a_question_that_no_server_survives_is_told_as_not_asked(
    engine: AsyncEngine, database: Database
):
    await begin(engine)
    deadly = HeldSource(SAID["peer"], free=False)
    first = asker(engine, free() | {"peer": deadly})
    async with Server(database, first.reaction()).at_work():
        call = await call_comes(engine)
        await until(lambda: _asks(engine, 3))
    async with at_work(first.run):
        await until(lambda: _has_been_asked(deadly, 1))
        await until(lambda: _asks(engine, 1))
    for times in range(2, 6):
        async with at_work(first.run):
            await until(partial(_has_been_asked, deadly, times))
    async with at_work(first.run):
        await until(has_ended(engine))
    rows = await told(engine, call)
    assert rows[SourceKind.PEER].doubts == (SourceDoubt.NOT_ASKED,)
    assert rows[SourceKind.NETWORK].point == SAID["network"].point


async def _has_been_asked(source: HeldSource, times: int) -> bool:
    return source.asked >= times


async def _asks(engine: AsyncEngine, times: int) -> bool:
    return await left(engine) == times


async def _is_away(engine: AsyncEngine) -> bool:
    try:
        await left(engine)
    except Exception:
        return True
    return False
