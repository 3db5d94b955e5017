"""A message that a caller left becomes a call-back, whether a server heard it or not."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.event_log import PostgresEventLog
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.adapters.postgres.reaction_log import PostgresReactionLog
from dispatch.adapters.postgres.tables.calls import call
from dispatch.domain.exchange_picture import ExchangePicture, KeptMessage
from dispatch.domain.overflow import OverflowStep
from dispatch.domain.signal import CallStepped, MessageLeft
from dispatch.ports.recordings import Label
from dispatch.workers.reactions import ReactionWorker, call_back_reaction, label_reaction
from dispatch.workers.telephony import TelephonyWorker
from tests.contract.core.acts import NOON
from tests.integration.conftest import Database
from tests.integration.core.hearing import (
    EXCHANGE,
    NUMBER,
    ObedientExchange,
    Script,
    answered,
    at_work,
    ended,
    events,
    found,
    has,
    offered,
    until,
)

CHANNEL = "node1-1795310763.7"
MESSAGE = f"20251122-040200-{CHANNEL}"
NAMED: Any = {"exchange": EXCHANGE, "call_unique_id": CHANNEL, "happened_at": NOON}
KEPT = KeptMessage(
    call_unique_id=CHANNEL,
    message=MESSAGE,
    recording=f"20251122-040000-{CHANNEL}",
    trunk="carrier",
    called_number="120",
    number=NUMBER,
    offered_at=NOON,
)


class Labels:
    """What the recorder is told."""

    def __init__(self) -> None:
        self.of: dict[str, UUID] = {}

    async def label(self, exchange: str, name: str, label: Label) -> None:
        assert exchange == EXCHANGE
        self.of[name] = label.call_id


class Centre:
    """One server that hears and reacts."""

    def __init__(self, engine: AsyncEngine, database: Database) -> None:
        self.script, self.exchange, self.labels = Script(), ObedientExchange(), Labels()
        commands = PostgresCommands(engine)
        self.telephony = TelephonyWorker(
            self.script, commands, PostgresQueries(engine), {EXCHANGE: self.exchange}
        )
        self.heard = PostgresEventLog(database.dsn("dispatch"))
        labels: Any = self.labels
        reactions = (call_back_reaction(commands), label_reaction(labels))
        log = PostgresReactionLog(engine, self.heard)
        self.loops = (self.heard.run, self.telephony.run, ReactionWorker(log, reactions).run)


@pytest.fixture
async def centre(engine: AsyncEngine, database: Database) -> Centre:
    await found(engine)
    return Centre(engine, database)


async def tasks(engine: AsyncEngine) -> list[tuple[str, str | None, str | None]]:
    told = [one.payload["task"] for one in await events(engine, "task_opened")]
    return [(one["reason"], one["number"], one["recording"]) for one in told]


@pytest.mark.mission("A20", "B11")
async def test_a_message_is_a_call_back_at_once_with_its_recording(
    engine: AsyncEngine, centre: Centre
):
    async with at_work(*centre.loops):
        centre.script.tell(
            offered(CHANNEL),
            CallStepped(**NAMED, step=OverflowStep.MESSAGE),
            MessageLeft(**NAMED, message=MESSAGE),
        )
        await until(lambda: has(engine, "task_opened"))
        centre.script.tell(ended(CHANNEL))
        await until(lambda: has(engine, "call_ended"))
        await until(lambda: _labelled(centre))
    assert await tasks(engine) == [("message", NUMBER, MESSAGE)]
    assert centre.exchange.forgotten_messages == [MESSAGE]
    (stepped,) = await events(engine, "call_stepped")
    assert stepped.payload["call"]["overflow_step"] == "message"


async def test_a_caller_who_is_answered_after_his_message_needs_no_call_back(
    engine: AsyncEngine, centre: Centre
):
    async with at_work(*centre.loops):
        centre.script.tell(offered(CHANNEL), MessageLeft(**NAMED, message=MESSAGE))
        await until(lambda: has(engine, "task_opened"))
        centre.script.tell(answered(CHANNEL), ended(CHANNEL))
        await until(lambda: has(engine, "task_done"))
        await until(lambda: has(engine, "call_ended"))
    assert len(await tasks(engine)) == 1


@pytest.mark.mission("A20", "A41")
async def test_a_call_that_no_server_heard_comes_with_the_message_that_was_kept(
    engine: AsyncEngine, centre: Centre
):
    picture = ExchangePicture(
        exchange=EXCHANGE,
        started_at=NOON,
        taken_at=NOON,
        calls=(),
        reachable_seats=frozenset(),
        messages=(KEPT,),
    )
    async with at_work(*centre.loops):
        centre.script.tell(picture, picture)
        await until(lambda: has(engine, "task_opened"))
        await until(centre.script.all_heard)
    assert await tasks(engine) == [("message", NUMBER, MESSAGE)]
    async with engine.connect() as connection:
        (row,) = (await connection.execute(select(call))).mappings()
    assert (row["state"], row["message"], row["recording"]) == (
        "abandoned",
        MESSAGE,
        KEPT.recording,
    )
    assert set(centre.exchange.forgotten_messages) == {MESSAGE}
    assert len(await events(engine, "call_offered")) == 1


async def _labelled(centre: Centre) -> bool:
    return {MESSAGE, KEPT.recording} <= centre.labels.of.keys()
