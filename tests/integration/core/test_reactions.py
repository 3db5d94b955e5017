"""Effects of events: once over all servers, none skipped, whatever fails in between."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres import reaction_log
from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.tables.log import reaction
from dispatch.ports.reaction_log import CommittedEvent
from dispatch.ports.recordings import RecorderAway
from dispatch.ports.transaction import Transaction
from dispatch.services.people.sign_out import sign_out
from dispatch.services.seats.sign_on_seat import SignOnSeat, sign_on_seat
from dispatch.services.tasks.claim_task import claim_task
from dispatch.workers.reactions import (
    Reaction,
    call_back_reaction,
    leaving_reaction,
)
from tests.contract.core.acts import LEADER, open_task, start_session
from tests.integration.conftest import Database
from tests.integration.core.hearing import (
    act,
    answered,
    ended,
    events,
    found,
    has,
    offered,
    until,
)
from tests.integration.core.servers import Server, all_at_work

CALLERS = 6


def channel(number: int) -> str:
    return f"node1-1795310763.{number}"


def phone_number(number: int) -> str:
    return f"1380527660{number}"


async def test_every_abandoned_caller_becomes_one_task_over_two_servers(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    servers = [Server(database, call_back_reaction) for _ in range(2)]
    async with all_at_work(*servers):
        for one in servers:
            for number in range(CALLERS):
                one.script.tell(offered(channel(number), phone_number(number)))
                one.script.tell(ended(channel(number)))
        await until(lambda: has(engine, "task_opened", CALLERS))
        await until(lambda: _caught_up(servers))
    told = await events(engine, "task_opened")
    assert sorted(one.payload["task"]["number"] for one in told) == [
        phone_number(number) for number in range(CALLERS)
    ]


async def test_a_task_closes_itself_when_the_number_calls_again_and_is_answered(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    async with Server(database, call_back_reaction).at_work() as server:
        server.script.tell(offered(channel(1)), ended(channel(1)))
        server.script.tell(offered(channel(2), phone_number(2)), ended(channel(2)))
        await until(lambda: has(engine, "task_opened", 2))
        server.script.tell(offered(channel(3)), answered(channel(3)))
        await until(lambda: has(engine, "task_done"))
    (done,) = await events(engine, "task_done")
    first = (await events(engine, "task_opened"))[0]
    assert done.payload["task"]["id"] == first.payload["task"]["id"]
    assert done.payload["task"]["disposition"] == "called_again"
    assert done.payload["task"]["done_by"] is None


async def test_an_answered_call_leaves_no_task(engine: AsyncEngine, database: Database):
    await found(engine)
    async with Server(database, call_back_reaction).at_work() as server:
        server.script.tell(offered(channel(1)), answered(channel(1)), ended(channel(1)))
        server.script.tell(offered(channel(2), None), ended(channel(2)))
        await until(lambda: has(engine, "task_opened"))
    (opened,) = await events(engine, "task_opened")
    assert (opened.payload["task"]["number"], opened.actor) == (None, "reaction:call_back")


async def test_what_a_call_taker_worked_on_waits_for_the_others_when_he_leaves(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    taker = replace(LEADER, staff_number="1027")
    commands = PostgresCommands(engine)
    await start_session(commands, taker)
    task = UUID(str(await open_task(commands)))
    await act(engine, lambda tx: sign_on_seat(SignOnSeat(1, taker), tx))
    await act(engine, lambda tx: claim_task(task, "1027", tx))
    async with Server(database, leaving_reaction).at_work():
        await act(engine, leave)
        await until(lambda: has(engine, "task_released"))
    (released,) = await events(engine, "task_released")
    assert (released.payload["task"]["state"], released.payload["task"]["claimed_by"]) == (
        "open",
        None,
    )
    assert released.actor == "reaction:leaving"


async def leave(tx: Transaction) -> None:
    (own,) = await tx.sessions.list_of("1027")
    await sign_out(own, tx)


async def test_a_reaction_goes_on_where_it_failed_and_skips_nothing(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    acted = Counted()
    counted = Reaction("counted", frozenset({"call_offered"}), acted.act)
    async with Server(database, counted).at_work() as server:
        server.script.tell(*(offered(channel(number)) for number in range(CALLERS)))
        await until(acted.all_done)
    assert acted.failed
    assert acted.done == sorted(acted.done)
    assert len(acted.done) == CALLERS


async def test_events_of_other_kinds_are_passed_over_once_and_what_comes_after_is_seen(
    engine: AsyncEngine, database: Database, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reaction_log, "SKIP_AFTER", 3)
    await found(engine)
    acted = Counted()
    acted.wanted = 1
    commands = PostgresCommands(engine)
    await start_session(commands, replace(LEADER, staff_number="1027"))
    for _ in range(4):
        await open_task(commands)
    passed_over = (await events(engine))[-1].n
    counted = Reaction("counted", frozenset({"call_offered"}), acted.act)
    async with Server(database, counted).at_work() as server:
        await until(lambda: _has_reached(engine, "counted", passed_over))
        server.script.tell(offered(channel(1)))
        await until(acted.all_done)
    assert acted.done[0] > passed_over


class Counted:
    """An effect that fails at every second event once."""

    def __init__(self) -> None:
        self.failed: set[int] = set()
        self.done: list[int] = []
        self.wanted = CALLERS

    async def act(self, event: CommittedEvent) -> None:
        if event.n % 2 and event.n not in self.failed:
            self.failed.add(event.n)
            raise RecorderAway
        if event.n not in self.done:
            self.done.append(event.n)

    async def all_done(self) -> bool:
        return len(self.done) >= self.wanted


async def _caught_up(servers: list[Server]) -> bool:
    """Whether both servers have heard the last event that is stored."""
    stored: list[Any] = await events(servers[0].engine)
    return all(one.heard.last == stored[-1].n for one in servers)


async def _has_reached(engine: AsyncEngine, name: str, n: int) -> bool:
    async with engine.connect() as connection:
        query = select(reaction.c.n).where(reaction.c.name == name)
        return (await connection.execute(query)).scalar_one_or_none() == n
