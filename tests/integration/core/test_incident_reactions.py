"""What follows by itself for incidents: one for each answered call, and an alarm for what waits."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.domain.events import Kind, incident_event
from dispatch.domain.place import Place, PlaceSource
from dispatch.ports.transaction import Transaction
from dispatch.workers.reactions import incident_reaction, waiting_reaction
from tests.integration.conftest import Database
from tests.integration.core.hearing import (
    act,
    answered,
    events,
    found,
    has,
    offered,
    until,
)
from tests.integration.core.servers import Server, all_at_work

ZONE = ZoneInfo("Asia/Shanghai")
CALLERS = 4


def make_server(database: Database) -> Server:
    """A server with all that incidents need."""
    opens = partial(incident_reaction, zone=ZONE)
    return Server(database, opens, waiting_reaction, timer=True)


@pytest.mark.mission("A41")
async def test_every_answered_call_has_one_incident_over_two_servers(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    servers = [make_server(database) for _ in range(2)]
    async with all_at_work(*servers):
        for one in servers:
            for number in range(CALLERS):
                channel = f"node1-1795310763.{number}"
                one.script.tell(offered(channel, f"1380527660{number}"), answered(channel))
        await until(lambda: has(engine, "incident_opened", CALLERS))
    told = await events(engine, "incident_opened", "call_joined")
    calls = [call for one in told for call in one.payload["incident"]["calls"]]
    assert len(set(calls)) == len(calls) == CALLERS
    assert {one.actor for one in told} == {"reaction:incident"}


async def test_the_desks_are_told_what_waits_too_long_and_not_what_waits_no_longer(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    async with make_server(database).at_work() as server:
        for number in range(2):
            channel = f"node1-1795310763.{number}"
            server.script.tell(offered(channel, f"1380527660{number}"), answered(channel))
        await until(lambda: has(engine, "incident_opened", 2))
        await act(engine, _let_one_wait_and_one_be_served)
        await until(lambda: has(engine, "incident_waiting_alarm"))
    (alarm,) = await events(engine, "incident_waiting_alarm")
    incident = alarm.payload["incident"]
    assert (incident["scene"]["text"], alarm.audiences) == ("等车的地方", ["desks"])
    assert incident["alarmed_at"] is not None


async def _let_one_wait_and_one_be_served(tx: Transaction) -> None:
    ago = tx.now - timedelta(minutes=3)
    for number, known in enumerate(await tx.incidents.list_worked()):
        one = await tx.incidents.get(known.id)
        place = Place("有车的地方" if number else "等车的地方", None, PlaceSource.TYPED)
        waiting = replace(one.scene_confirmed(place, ago), waiting_since=ago)
        told = waiting.order_activity(True, tx.now) if number else waiting
        await tx.incidents.save(told)
        tx.events.append(incident_event(Kind.INCIDENT_SCENE_CONFIRMED, told))
