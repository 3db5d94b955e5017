"""What falls due is worked once, by whichever server is there."""

from functools import partial

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.tables.centre import deadline
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.people import Person, Role
from dispatch.ports.transaction import Transaction
from dispatch.services.seats.sign_on_seat import SignOnSeat, sign_on_seat
from dispatch.workers.deadlines import DeadlineWorker
from tests.contract.core.acts import NOON
from tests.integration.conftest import Database
from tests.integration.core.hearing import (
    act,
    answered,
    at_work,
    ended,
    events,
    found,
    has,
    offered,
    until,
)
from tests.integration.core.servers import Server, all_at_work

CALLS = 12
CHANNEL = "node1-1795310763.1"
TAKER = Person("1027", "李敏", frozenset({Role.CALL_TAKER}), "-", active=True)


async def sit_down(tx: Transaction) -> None:
    await tx.people.save(TAKER)
    await sign_on_seat(SignOnSeat(1, TAKER), tx)


async def test_two_servers_tell_each_unanswered_call_once(engine: AsyncEngine, database: Database):
    await found(engine, answer_overdue_after_s=0)
    async with Server(database).at_work() as server:
        server.script.tell(*(offered(f"node1-1795310763.{number}") for number in range(CALLS)))
        await until(lambda: has(engine, "call_offered", CALLS))
    servers = [Server(database, timer=True) for _ in range(2)]
    async with all_at_work(*servers):
        await until(lambda: has(engine, "call_overdue", CALLS))
        assert not any([await one.timer.work_one() for one in servers])
    told = await events(engine, "call_overdue")
    assert len({one.payload["call"]["id"] for one in told}) == len(told) == CALLS
    assert {(one.actor, one.wire) for one in told} == {("timer", "timer")}


async def test_a_row_whose_act_fails_holds_up_no_other_and_is_shown(
    engine: AsyncEngine, database: Database
):
    await found(engine, answer_overdue_after_s=0)
    faults: list[str] = []
    timer = DeadlineWorker(PostgresCommands(engine), tell_fault=lambda: faults.append("told"))
    nobodys = Deadline(DeadlineKind.WRAP_UP, "99", NOON)
    broken = Deadline(DeadlineKind.DEVICE_SILENT, "no id", NOON)
    for one in (nobodys, broken):
        await act(engine, partial(_set, one))
    async with Server(database).at_work() as server, at_work(timer.run):
        server.script.tell(offered(CHANNEL))
        await until(lambda: has(engine, "call_overdue"))
    assert len(faults) == 2
    async with engine.connect() as connection:
        rows = (await connection.execute(select(deadline).order_by(deadline.c.subject))).all()
    put_off = [(one.kind, one.subject) for one in rows if one.due_at > one.set_at]
    assert put_off == [("wrap_up", "99"), ("device_silent", "no id")]


async def _set(due: Deadline, tx: Transaction) -> None:
    await tx.deadlines.set(due)


async def test_the_desks_are_told_when_nobody_answers_in_time(
    engine: AsyncEngine, database: Database
):
    await found(engine, answer_overdue_after_s=1)
    async with Server(database, timer=True).at_work() as server:
        server.script.tell(offered(CHANNEL))
        await until(lambda: has(engine, "call_overdue"))
    (first, late) = await events(engine, "call_offered", "call_overdue")
    assert (late.recorded_at - first.recorded_at).total_seconds() >= 0.9
    assert late.audiences == ["desks"]


async def test_an_answered_call_is_never_told_as_overdue(engine: AsyncEngine, database: Database):
    await found(engine, answer_overdue_after_s=1)
    async with Server(database, timer=True).at_work() as server:
        server.script.tell(offered(CHANNEL), answered(CHANNEL), offered("node1-1795310763.2"))
        await until(lambda: has(engine, "call_overdue"))
    (late,) = await events(engine, "call_overdue")
    assert late.payload["call"]["recording"].endswith(".2")


async def test_the_time_for_paperwork_ends_by_itself(engine: AsyncEngine, database: Database):
    await found(engine, wrap_up_s=1)
    await act(engine, sit_down)
    async with Server(database, timer=True).at_work() as server:
        server.script.tell(offered(CHANNEL), answered(CHANNEL), ended(CHANNEL))
        await until(lambda: has(engine, "seat_ready"))
    told = await events(engine, "seat_talking", "seat_wrapping_up", "seat_ready")
    assert [one.kind for one in told] == ["seat_talking", "seat_wrapping_up", "seat_ready"]
    assert told[-1].payload["seat"]["staff_number"] == "1027"
