"""What an exchange reports becomes a fact exactly once, in its order, whatever is away."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.domain.call import CallState
from dispatch.domain.exchange_picture import ExchangePicture, LiveCall, NotedCall
from dispatch.domain.seat import SeatState
from dispatch.domain.signal import (
    CallQueued,
    CallSignal,
    SeatLegLost,
    SeatPhoneChanged,
    SeatRinging,
)
from dispatch.workers.telephony import TelephonyWorker
from tests.contract.core.acts import NOON
from tests.integration.conftest import Database
from tests.integration.core.hearing import (
    EXCHANGE,
    ObedientExchange,
    Script,
    WatchedCommands,
    answered,
    at_work,
    ended,
    events,
    found,
    has,
    locked_out,
    offered,
    telephony,
    until,
)

CHANNELS = [f"node1-1795310763.{number}" for number in range(5)]
TOLD = ["call_offered", "call_queued", "call_ringing", "call_answered", "call_ended"]


def life_of(channel: str) -> list[CallSignal]:
    named = {"exchange": EXCHANGE, "call_unique_id": channel, "happened_at": NOON}
    return [
        offered(channel),
        CallQueued(**named, position=1),  # type: ignore[arg-type]
        SeatRinging(**named, seat=1, leg_unique_id=f"{channel}/1"),  # type: ignore[arg-type]
        answered(channel),
        ended(channel),
    ]


def phone_is_there(seat: int) -> SeatPhoneChanged:
    return SeatPhoneChanged(exchange=EXCHANGE, seat=seat, reachable=True, happened_at=NOON)


async def test_two_servers_hear_the_same_and_tell_it_once(engine: AsyncEngine, database: Database):
    await found(engine)
    other, scripts = make_engine(database.url("dispatch")), (Script(), Script())
    workers = [telephony(engine, scripts[0]), telephony(other, scripts[1])]
    async with at_work(*(worker.run for worker in workers)):
        for script in scripts:
            script.tell(*(signal for channel in CHANNELS for signal in life_of(channel)))
            script.tell(phone_is_there(3))
        for script in scripts:
            await until(script.all_heard)
        await until(lambda: has(engine, "seat_phone_changed"))
    await other.dispose()
    told = await events(engine, *TOLD)
    assert sorted(one.kind for one in told) == sorted(TOLD * len(CHANNELS))


async def test_the_order_is_kept_while_the_database_is_away(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    script, commands = Script(), WatchedCommands(engine)
    async with at_work(telephony(engine, script, commands).run):
        script.tell(*life_of(CHANNELS[0])[:2])
        await until(lambda: has(engine, "call_queued"))
        with locked_out(database):
            script.tell(*life_of(CHANNELS[0])[2:], *life_of(CHANNELS[1]))
            await until(lambda: _away(commands))
        await until(lambda: has(engine, "call_ended", 2))
    assert [one.kind for one in await events(engine, *TOLD)] == TOLD * 2


async def _away(commands: WatchedCommands) -> bool:
    return commands.times_away > 1


async def test_a_signal_that_no_table_allows_stops_nothing(engine: AsyncEngine):
    await found(engine)
    script = Script()
    async with at_work(telephony(engine, script).run):
        lost = {"exchange": EXCHANGE, "call_unique_id": "unknown", "happened_at": NOON}
        script.tell(SeatLegLost(**lost, seat=1, leg_unique_id="x", cause=0))  # type: ignore[arg-type]
        script.tell(ended(CHANNELS[0]), offered(CHANNELS[0], number="1\x002"))
        script.tell(offered(CHANNELS[1]))
        await until(lambda: has(engine, "call_offered", 2))


async def test_a_caller_of_whom_the_exchange_tells_something_unstorable_stops_nobody(
    engine: AsyncEngine,
):
    await found(engine)
    script = Script()
    async with at_work(telephony(engine, script).run):
        script.tell(offered("node1-1.1\x00"), offered(CHANNELS[1]))
        await until(lambda: has(engine, "call_offered"))
    (told,) = await events(engine, "call_offered")
    assert told.payload["call"]["recording"].endswith(CHANNELS[1])


async def test_a_picture_leads_the_rows_to_what_the_exchange_holds(engine: AsyncEngine):
    await found(engine)
    script, queries = Script(), PostgresQueries(engine)
    live = LiveCall(
        unique_id=CHANNELS[1],
        number="13905241188",
        name=None,
        called_number="120",
        trunk="carrier",
        recording="r",
        state=CallState.TALKING,
        position=None,
        ringing_seats=(),
        ringing_legs=(),
        seat=1,
        phone="8001",
        leg_unique_id="leg",
        offered_at=NOON,
        since=NOON,
    )
    picture = ExchangePicture(
        exchange=EXCHANGE,
        started_at=NOON,
        taken_at=NOON,
        calls=(live,),
        reachable_seats=frozenset({1, 2}),
    )
    async with at_work(telephony(engine, script).run):
        script.tell(offered(CHANNELS[0]), answered(CHANNELS[0]), picture)
        await until(lambda: has(engine, "seat_phone_changed", 2))
    (call,) = await queries.list_open_calls(EXCHANGE)
    seats = await queries.list_seats()
    assert (call.unique_id, call.state, call.seat) == (CHANNELS[1], CallState.TALKING, 1)
    assert [seat.phone_reachable for seat in seats] == [True, True, False]
    assert (seats[0].state, seats[0].call_id) == (SeatState.TALKING, call.id)


def noted(number: int, **values: object) -> NotedCall:
    """What an exchange noted of a call while every server was dead."""
    channel = CHANNELS[number]
    usual = {
        "unique_id": channel,
        "number": f"1380527662{number}",
        "called_number": "120",
        "trunk": "carrier",
        "recording": f"20251122-040000-{channel}",
        "offered_at": NOON,
        "gone_at": NOON + timedelta(seconds=20),
        "cause": 16,
    }
    return NotedCall(**{**usual, **values})  # type: ignore[arg-type]


def picture_with(*calls: NotedCall) -> ExchangePicture:
    return ExchangePicture(
        exchange=EXCHANGE,
        started_at=NOON - timedelta(hours=1),
        taken_at=NOON + timedelta(minutes=5),
        calls=(),
        reachable_seats=frozenset({1, 2, 3}),
        noted=calls,
    )


@pytest.mark.mission("A12")
async def test_who_called_and_gave_up_while_every_server_was_dead_has_his_row_once(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    other, scripts = make_engine(database.url("dispatch")), (Script(), Script())
    workers = [telephony(engine, scripts[0]), telephony(other, scripts[1])]
    talked = noted(1, talked_at=NOON, phone="8001", leg_unique_id=f"{CHANNELS[1]}/1")
    async with at_work(*(worker.run for worker in workers)):
        for script in scripts:
            script.tell(picture_with(noted(0), talked))
        await until(lambda: has(engine, "call_ended", 2))
        for script in scripts:
            await until(script.all_heard)
    told = [one.kind for one in await events(engine)]
    assert sorted(kind for kind in told if kind.startswith("call_")) == [
        "call_answered",
        "call_ended",
        "call_ended",
        "call_offered",
        "call_offered",
    ]
    gave_up, spoke = (one.payload["call"] for one in await events(engine, "call_ended"))
    assert (gave_up["state"], gave_up["number"], gave_up["ended_by"]) == (
        "abandoned",
        "13805276620",
        "caller",
    )
    assert (spoke["state"], spoke["phone"], spoke["seat"]) == ("ended", "8001", None)
    assert "seat_talking" not in told
    await other.dispose()


async def test_a_call_that_began_while_the_picture_was_taken_is_not_taken_for_ended(
    engine: AsyncEngine,
):
    await found(engine)
    script = Script()
    worker = telephony(engine, script)
    coming = noted(0, gone_at=None, offered_at=NOON + timedelta(minutes=5))
    lost = noted(1, gone_at=None, offered_at=NOON - timedelta(hours=2))
    async with at_work(worker.run):
        script.tell(picture_with(coming, lost))
        await until(lambda: has(engine, "call_ended"))
    (ended_call,) = (one.payload["call"] for one in await events(engine, "call_ended"))
    assert (ended_call["number"], ended_call["ended_by"]) == ("13805276621", "exchange_lost")


async def test_the_exchange_forgets_a_call_only_when_its_end_is_stored(engine: AsyncEngine):
    await found(engine)
    script, exchange = Script(), ObedientExchange()
    worker = TelephonyWorker(
        script, PostgresCommands(engine), PostgresQueries(engine), {EXCHANGE: exchange}
    )
    async with at_work(worker.run):
        script.tell(offered(CHANNELS[2]), answered(CHANNELS[2]))
        await until(lambda: has(engine, "call_answered"))
        assert exchange.forgotten == []
        script.tell(ended(CHANNELS[2]), picture_with(noted(0)))
        await until(lambda: _has_forgotten(exchange, CHANNELS[2], CHANNELS[0]))
    assert len(await events(engine, "call_ended")) == 2


async def test_what_could_not_be_stored_stays_noted_at_the_exchange(engine: AsyncEngine):
    await found(engine)
    script, exchange = Script(), ObedientExchange()
    worker = TelephonyWorker(
        script, PostgresCommands(engine), PostgresQueries(engine), {EXCHANGE: exchange}
    )
    async with at_work(worker.run):
        script.tell(ended(CHANNELS[3]), offered(CHANNELS[4]), ended(CHANNELS[4]))
        await until(lambda: _has_forgotten(exchange, CHANNELS[4]))
    assert len(await events(engine, "call_ended")) == 1


async def _has_forgotten(exchange: ObedientExchange, *channels: str) -> bool:
    return exchange.forgotten == list(channels)
