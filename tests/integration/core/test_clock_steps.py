"""The database's clock jumps under real rows: nothing fires for it, nothing stops."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.clock import SystemClock
from dispatch.adapters.host.cluster import throwaway_cluster
from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.event_log import PostgresEventLog
from dispatch.adapters.postgres.migrate import make_roles, upgrade
from dispatch.adapters.postgres.tables.centre import deadline, session
from dispatch.doctor.checks.clock_steps import check_clock_steps
from dispatch.doctor.clock_probe import ask_clock_steps
from dispatch.domain.clock_step import DATABASE
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.ids import key_of
from dispatch.ports.transaction import Transaction
from dispatch.workers.clocks import APART, STEPPED, ClockWorker, ask_own_clock
from dispatch.workers.deadlines import DeadlineWorker
from tests.contract.core.acts import LEADER, open_task, start_session
from tests.integration.conftest import PASSWORDS, Database, sqlalchemy_url
from tests.integration.core.hearing import act, at_work, events, found, has, offered, until
from tests.integration.core.servers import Server
from tests.stepped_clock import SteppedClock

JUMPS = [3600, -3600, 86400, -86400]
ROWS, SPAN = 20, timedelta(seconds=60)


@dataclass(frozen=True)
class Machine:
    """A database on a machine whose clock can be set."""

    clock: SteppedClock
    database: Database
    engine: AsyncEngine


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[SteppedClock, str]]:
    """Run PostgreSQL under a clock of its own; give it with the address of a migrated template."""
    with tempfile.TemporaryDirectory(prefix="d120-") as name, pytest.MonkeyPatch.context() as patch:
        Path(name).chmod(0o755)
        clock = SteppedClock(Path(name))
        for key, value in clock.environment.items():
            patch.setenv(key, value)
        with throwaway_cluster() as dsn:
            patch.undo()
            make_roles(dsn, PASSWORDS)
            _run(dsn, "CREATE DATABASE template")
            upgrade(sqlalchemy_url(make_conninfo(dsn, dbname="template")))
            yield clock, dsn


@pytest.fixture
async def machine(cluster: tuple[SteppedClock, str]) -> AsyncIterator[Machine]:
    """A fresh database on that machine, whose clock is right."""
    clock, dsn = cluster
    clock.set(0)
    _run(dsn, "CREATE DATABASE fresh TEMPLATE template")
    database = Database(make_conninfo(dsn, dbname="fresh"))
    engine = make_engine(database.url("dispatch"))
    yield Machine(clock, database, engine)
    await engine.dispose()
    _run(dsn, "DROP DATABASE fresh WITH (FORCE)")


def _run(dsn: str, statement: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(statement.encode())


async def set_rows(tx: Transaction) -> None:
    for number in range(ROWS):
        subject = str(key_of("clock", str(number)))
        await tx.deadlines.set(Deadline(DeadlineKind.ORDER_ACKNOWLEDGE, subject, tx.now + SPAN))


async def left_s(engine: AsyncEngine) -> list[float]:
    """How long each row has still to wait, by the database's clock."""
    left = func.extract("epoch", deadline.c.due_at - func.now())
    query = select(left).where(deadline.c.kind == DeadlineKind.ORDER_ACKNOWLEDGE)
    async with engine.connect() as connection:
        return [float(one) for one in (await connection.execute(query)).scalars()]


@pytest.mark.parametrize("by_s", JUMPS)
async def test_a_jump_fires_nothing_and_holds_nothing_up_and_is_told_once(
    machine: Machine, by_s: int
):
    commands = PostgresCommands(machine.engine)
    workers = [DeadlineWorker(commands, f"server-{number}") for number in (1, 2)]
    await act(machine.engine, set_rows)
    for worker in workers:
        assert not await worker.work_one()
    machine.clock.set(by_s)
    for worker in workers:
        assert await worker.work_one()
    for worker in workers:
        assert not await worker.work_one()
    left = await left_s(machine.engine)
    assert len(left) == ROWS
    assert all(0 < one <= SPAN.total_seconds() for one in left)
    (told,) = await events(machine.engine, "clock_stepped")
    step = told.payload["step"]
    assert (step["clock"], step["observer"]) == (DATABASE, "server-1")
    assert step["by_s"] == pytest.approx(by_s, abs=5)


async def test_a_clock_that_went_back_while_no_server_lived_holds_no_row_beyond_its_span(
    machine: Machine,
):
    await act(machine.engine, set_rows)
    machine.clock.set(-86400)
    assert min(await left_s(machine.engine)) > 80_000
    await DeadlineWorker(PostgresCommands(machine.engine), "server-1").work_one()
    assert max(await left_s(machine.engine)) <= SPAN.total_seconds()


async def test_what_falls_due_after_the_clock_went_back_is_worked(machine: Machine):
    await found(machine.engine, answer_overdue_after_s=3)
    server = Server(machine.database, timer=True)
    assert not await server.timer.work_one()
    async with server.at_work():
        server.script.tell(offered("node1-1795310763.1"))
        await until(lambda: has(machine.engine, "call_offered"))
        machine.clock.set(-3600)
        await until(lambda: has(machine.engine, "call_overdue"))
    assert len(await events(machine.engine, "call_overdue")) == 1


@pytest.mark.parametrize("by_s", [-3600, 3600])
async def test_ids_stay_in_the_order_of_the_log(machine: Machine, by_s: int):
    commands = PostgresCommands(machine.engine)
    for _ in range(3):
        await open_task(commands)
    machine.clock.set(by_s)
    for _ in range(3):
        await open_task(commands)
    ids = [one.id for one in await events(machine.engine, "task_opened")]
    assert ids == sorted(set(ids))


async def test_nobody_is_signed_out_by_a_day_that_did_not_pass(machine: Machine):
    commands = PostgresCommands(machine.engine)
    await start_session(commands, LEADER)
    worker = DeadlineWorker(commands, "server-1")
    await worker.work_one()
    machine.clock.set(86400)
    while await worker.work_one():
        pass
    living = select(func.count()).where(session.c.expires_at > func.now())
    async with machine.engine.connect() as connection:
        assert (await connection.execute(living)).scalar_one() == 1
    assert not await events(machine.engine, "session_ended")


async def test_the_lamp_of_the_database_s_clock_is_lit_and_the_doctor_tells_it(machine: Machine):
    heard = PostgresEventLog(machine.database.dsn("dispatch"))
    commands = PostgresCommands(machine.engine)
    deadlines = DeadlineWorker(commands, "server-1")
    own = {"server-1": ask_own_clock(SystemClock())}
    watch = ClockWorker("server-1", (DATABASE, heard.read_clock), own, commands)
    assert not await deadlines.work_one()
    async with at_work(heard.run, deadlines.run):
        await heard.wait_for_contact()
        await watch.look()
        assert watch.findings() == {}
        machine.clock.set(3600)
        await until(lambda: looks(watch, {"clock:database": STEPPED, "clock:server-1": APART}))
        await until(lambda: has(machine.engine, "clock_stepped"))
    found_ = ask_clock_steps(machine.database.owner_dsn)
    assert check_clock_steps(found_).code == "clock_stepped"


async def looks(watch: ClockWorker, wanted: dict[str, object]) -> bool:
    await watch.look()
    return watch.findings() == wanted
