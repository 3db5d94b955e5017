"""A call from a seat on a real database: its row, its task, its incident, its label."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.domain.call import Call, EndedBy
from dispatch.domain.dialling import DialResult, Direction
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.people import Person, Role
from dispatch.domain.signal import CallEnded, CallOutDialled
from dispatch.ports.recordings import Label
from dispatch.ports.transaction import Transaction
from dispatch.services.calls.call_out import CallOut, call_out
from dispatch.workers.reactions import call_back_reaction, incident_reaction, label_reaction
from tests.contract.core.acts import NOON
from tests.integration.conftest import Database
from tests.integration.core.hearing import (
    EXCHANGE,
    NUMBER,
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

TAKER = Person("1027", "王芳", frozenset({Role.CALL_TAKER}), "-", active=True)
ZONE = ZoneInfo("Asia/Shanghai")
CALLER = "node1-1795310763.1"


class Labels:
    """A recorder that keeps the labels it is told."""

    def __init__(self) -> None:
        self.kept: dict[str, Label] = {}

    async def label(self, _exchange: str, name: str, label: Label) -> None:
        self.kept[name] = label


async def begin(engine: AsyncEngine, **wanted: object) -> Call:
    """Sit a person down at seat 1, whose phone is there, and let him call."""
    made: list[Call] = []

    async def run(tx: Transaction) -> None:
        seat = await tx.seats.get(1)
        if seat.staff_number is None:
            sitting = seat.signed_on("1027", "王芳", tx.now)
            await tx.seats.save(replace(sitting, phone_reachable=True))
        made.append(await call_out(CallOut(TAKER, EXCHANGE, **wanted), tx))  # type: ignore[arg-type]

    await act(engine, run)
    return made[-1]


def told_of(call: Call) -> tuple[CallOutDialled, CallEnded]:
    named = {"exchange": EXCHANGE, "call_unique_id": call.unique_id, "happened_at": NOON}
    return (
        CallOutDialled(**named, seat=1, trunk="carrier"),  # type: ignore[arg-type]
        CallEnded(
            **named,  # type: ignore[arg-type]
            cause=16,
            ended_by=EndedBy.SEAT,
            dial_result=DialResult.ANSWERED,
        ),
    )


@pytest.mark.mission("B20")
async def test_a_call_back_from_its_task_to_its_incident(engine: AsyncEngine, database: Database):
    await found(engine)
    labels = Labels()
    opens = partial(incident_reaction, zone=ZONE)
    told = label_reaction(labels)  # type: ignore[arg-type]
    servers = Server(database, call_back_reaction, opens, told), Server(database)
    async with all_at_work(*servers):
        for one in servers:
            one.script.tell(offered(CALLER), ended(CALLER))
        await until(lambda: has(engine, "task_opened"))
        (opened,) = await events(engine, "task_opened")
        call = await begin(engine, task_id=UUID(opened.payload["task"]["id"]))
        dialled, over = told_of(call)
        for one in servers:
            one.script.tell(dialled, answered(call.unique_id), over)
        await until(lambda: has(engine, "call_ended", 2))
        await until(lambda: has(engine, "task_done"))
        await until(lambda: has(engine, "incident_opened"))
        await until(lambda: _labelled(labels, call))
    (done,) = await events(engine, "task_done")
    (incident,) = await events(engine, "incident_opened")
    kept = await PostgresQueries(engine).find_call(call.id)
    assert kept is not None
    assert (kept.direction, kept.dial_result) == (Direction.OUT, DialResult.ANSWERED)
    assert (done.payload["task"]["disposition"], done.payload["task"]["tries"]) == ("reached", 1)
    assert incident.payload["incident"]["calls"] == [str(call.id)]
    assert labels.kept[call.recording].number == NUMBER


async def _labelled(labels: Labels, call: Call) -> bool:
    return labels.kept.get(call.recording) is not None and labels.kept[call.recording].seat == 1


async def test_a_call_that_the_exchange_lost_frees_the_seat(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    async with Server(database).at_work() as server:
        call = await begin(engine, number=NUMBER)
        server.script.tell(told_of(call)[0], answered(call.unique_id), _nothing_left())
        await until(lambda: has(engine, "call_ended"))
        await until(lambda: has(engine, "seat_wrapping_up"))
    kept = await PostgresQueries(engine).find_call(call.id)
    assert kept is not None
    assert (kept.ended_by, kept.cut_off) == (EndedBy.EXCHANGE_LOST, True)
    assert not await events(engine, "call_offered")


async def test_calls_to_a_number_are_no_earlier_calls_of_it(engine: AsyncEngine):
    await found(engine)
    await begin(engine, number=NUMBER)
    counts: list[int] = []

    async def ask(tx: Transaction) -> None:
        counts.append((await tx.directory.describe_caller(NUMBER)).earlier_calls.count)

    await act(engine, ask)
    assert counts == [0]


def _nothing_left() -> ExchangePicture:
    later = NOON + timedelta(days=3650)
    return ExchangePicture(
        exchange=EXCHANGE,
        started_at=later,
        taken_at=later,
        calls=(),
        reachable_seats=frozenset({1}),
    )
