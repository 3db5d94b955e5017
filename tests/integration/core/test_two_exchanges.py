"""Two exchanges, one picture: whose phone is where, who was cut off, no fact told twice."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.event_log import PostgresEventLog
from dispatch.adapters.postgres.part_queries import PostgresPartQueries
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.adapters.postgres.reaction_log import PostgresReactionLog
from dispatch.domain.call import CallState, EndedBy
from dispatch.domain.exchange_picture import ExchangePicture, NotedCall, dead_exchange
from dispatch.domain.part import Part, PartState
from dispatch.domain.signal import CallAnswered, CallEnded, CallOffered, SeatPhoneChanged
from dispatch.ports.transaction import Transaction
from dispatch.workers.reactions import ReactionWorker, call_back_reaction
from dispatch.workers.telephony import TelephonyWorker
from tests.contract.core.acts import NOON
from tests.integration.conftest import Database
from tests.integration.core.hearing import (
    ObedientExchange,
    Script,
    act,
    at_work,
    events,
    found,
    has,
    until,
)

A, B = "node1", "node2"
CHANNEL_A, CHANNEL_B = "node1-1795310763.1", "node2-1795310763.1"
LATER = NOON + timedelta(minutes=5)


def hearing(engine: AsyncEngine, script: Script) -> TelephonyWorker:
    both = {A: ObedientExchange(), B: ObedientExchange()}
    return TelephonyWorker(script, PostgresCommands(engine), PostgresQueries(engine), both)


def offered(exchange: str, channel: str) -> CallOffered:
    return CallOffered(
        exchange=exchange,
        call_unique_id=channel,
        happened_at=NOON,
        number="13805276621",
        name=None,
        called_number="120",
        trunk="carrier",
        recording=f"20251122-040000-{channel}",
    )


def answered(exchange: str, channel: str, seat: int) -> CallAnswered:
    return CallAnswered(
        exchange=exchange,
        call_unique_id=channel,
        happened_at=NOON,
        seat=seat,
        phone=f"800{seat}",
        leg_unique_id=f"{channel}/{seat}",
    )


def phone(exchange: str, *, reachable: bool) -> SeatPhoneChanged:
    return SeatPhoneChanged(exchange=exchange, seat=1, reachable=reachable, happened_at=NOON)


async def test_a_phone_is_gone_when_neither_exchange_reaches_it(engine: AsyncEngine):
    await found(engine)
    of_a, of_b = Script(), Script()
    async with at_work(hearing(engine, of_a).run, hearing(engine, of_b).run):
        of_a.tell(phone(A, reachable=True))
        await until(lambda: has(engine, "seat_phone_changed"))
        of_b.tell(phone(B, reachable=True), phone(B, reachable=False), phone(B, reachable=True))
        await until(of_b.all_heard)
        of_a.tell(dead_exchange(A, LATER))
        await until(lambda: is_at(engine, B))
        of_b.tell(phone(B, reachable=False))
        await until(lambda: has(engine, "seat_phone_changed", 2))
    told = [one.payload["seat"] for one in await events(engine, "seat_phone_changed")]
    assert [seat["phone_reachable"] for seat in told] == [True, False]


async def is_at(engine: AsyncEngine, *exchanges: str) -> bool:
    return (await PostgresQueries(engine).list_seats())[0].phone_at == exchanges


@pytest.mark.mission("A12")
async def test_what_a_dead_exchange_cut_off_is_one_task_also_after_it_returned(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    other, scripts = make_engine(database.url("dispatch")), (Script(), Script())
    log, commands = PostgresEventLog(database.dsn("dispatch")), PostgresCommands(engine)
    reactions = ReactionWorker(PostgresReactionLog(engine, log), (call_back_reaction(commands),))
    servers = [hearing(engine, scripts[0]).run, hearing(other, scripts[1]).run]
    async with at_work(log.run, reactions.run, *servers):
        for script in scripts:
            script.tell(offered(A, CHANNEL_A), answered(A, CHANNEL_A, 1))
            script.tell(offered(B, CHANNEL_B), answered(B, CHANNEL_B, 2))
            script.tell(dead_exchange(A, NOON + timedelta(minutes=1)))
        await until(lambda: has(engine, "task_opened"))
        for script in scripts:
            script.tell(a_is_back())
        await until(lambda: has(engine, "seat_phone_changed"))
        for script in scripts:
            script.tell(ended(B, CHANNEL_B))
        await until(lambda: has(engine, "call_ended", 2))
        for script in scripts:
            await until(script.all_heard)
    await other.dispose()
    kinds = [one.kind for one in await events(engine)]
    (task,) = (one.payload["task"] for one in await events(engine, "task_opened"))
    cut_off = await PostgresQueries(engine).find_call(UUID(task["call_id"]))
    assert cut_off is not None
    assert (cut_off.unique_id, cut_off.ended_by) == (CHANNEL_A, EndedBy.EXCHANGE_LOST)
    assert (cut_off.state, task["reason"]) == (CallState.ENDED, "cut_off")
    assert kinds.count("call_offered") == kinds.count("call_answered") == 2


def a_is_back() -> ExchangePicture:
    """What A tells when it has restarted: no call, its own note of the one that it cut off."""
    noted = NotedCall(
        unique_id=CHANNEL_A,
        number="13805276621",
        called_number="120",
        trunk="carrier",
        recording=f"20251122-040000-{CHANNEL_A}",
        offered_at=NOON,
        talked_at=NOON,
        phone="8001",
        leg_unique_id=f"{CHANNEL_A}/1",
    )
    return ExchangePicture(
        exchange=A,
        started_at=LATER,
        taken_at=LATER,
        calls=(),
        reachable_seats=frozenset({1}),
        noted=(noted,),
    )


def ended(exchange: str, channel: str) -> CallEnded:
    return CallEnded(
        exchange=exchange,
        call_unique_id=channel,
        happened_at=NOON,
        cause=16,
        ended_by=EndedBy.CALLER,
    )


@pytest.mark.parametrize(
    ("said", "of_its_sayer", "heard"),
    [
        (PartState.WELL, PartState.WELL, True),
        (PartState.DEGRADED, PartState.WELL, True),
        (PartState.FAILED, PartState.WELL, False),
        (PartState.WELL, PartState.FAILED, False),
    ],
    ids=["well", "degraded", "failed", "its-sayer-is-dead"],
)
async def test_what_another_server_says_of_an_exchange_counts_while_that_server_lives(
    engine: AsyncEngine, said: PartState, of_its_sayer: PartState, *, heard: bool
):
    await found(engine)
    queries = PostgresPartQueries(engine)

    async def tell(tx: Transaction) -> None:
        await tx.parts.save(Part("exchange:node1", "server-1", said, tx.now))
        await tx.parts.save(Part("exchange:node1", "server-2", PartState.WELL, tx.now))
        await tx.parts.save(Part("server:server-1", "server-2", of_its_sayer, tx.now))

    await act(engine, tell)
    assert await queries.is_well_elsewhere("exchange:node1", "server-2") is heard
