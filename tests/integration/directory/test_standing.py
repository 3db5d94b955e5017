"""What a recommendation is made from is read again only when an event may have changed it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.basis_queries import PostgresBasisQueries
from dispatch.adapters.postgres.standing import OLDEST_S, UNCONCERNED
from dispatch.contracts.events import PAYLOADS
from dispatch.domain.people import Role
from dispatch.ports.basis_queries import Known, Places
from tests.integration.conftest import Database
from tests.integration.directory.conftest import Centre
from tests.integration.directory.running_orders import Runs, furnish, ok
from tests.integration.directory.test_recommendation import FAR, POLICY

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
Act = Callable[[Runs], Awaitable[object]]


@pytest.fixture
async def runs(centre: Centre, engine: AsyncEngine) -> Runs:
    return await furnish(centre, engine)


async def look(queries: PostgresBasisQueries, incident: str) -> tuple[Places, Known]:
    """Read all of it, without the moment."""
    async with queries.picture(UUID(incident)) as picture:
        places = await picture.read_places()
        assert places is not None
        known = await picture.read_known(places)
    resources = replace(known.resources, read_at=LONG_AGO)
    return replace(places, read_at=LONG_AGO), replace(known, resources=resources)


def tamper(database: Database, statement: str) -> None:
    """Change a table behind the back of all events."""
    with psycopg.connect(database.owner_dsn) as connection:
        connection.execute(statement.encode())


async def take_out(runs: Runs) -> None:
    path = f"/vehicles/{runs.vehicles['120A1']}/duty"
    await ok(runs.desk, "POST", path, {"duty": "out_of_service", "reason": "refuelling"})


async def send(runs: Runs) -> None:
    await runs.send(await runs.incident(FAR), "120A1")


async def cancel(runs: Runs) -> None:
    (sent,) = await runs.send(await runs.incident(FAR), "120A1")
    await ok(runs.desk, "POST", f"/orders/{sent['id']}/cancel", {"reason": "caller_withdrew"})


async def tell_beds(runs: Runs) -> None:
    path = f"/hospitals/{runs.hospitals['中医院']}/beds"
    await ok(runs.desk, "POST", path, {"free": 1})


async def enrol(runs: Runs) -> None:
    await runs.device("S01")


async def change_rules(runs: Runs) -> None:
    rules = {"base_version": 0, "needs": [], "policy": POLICY | {"divert": True}}
    await ok(runs.centre.by(Role.ADMINISTRATOR), "PUT", "/dispatch-rules", rules)


CHANGES = [take_out, send, tell_beds, enrol, change_rules]


@pytest.mark.parametrize("change", CHANGES)
async def test_what_another_server_changed_is_seen_at_once(
    runs: Runs, engine: AsyncEngine, change: Act
):
    incident = await runs.incident()
    server = PostgresBasisQueries(engine)
    before = await look(server, incident)
    await change(runs)
    after = await look(server, incident)
    assert after == await look(PostgresBasisQueries(engine), incident)
    assert after != before


async def test_a_cancelled_order_frees_its_vehicle_in_the_next_picture(
    runs: Runs, engine: AsyncEngine
):
    incident = await runs.incident()
    server = PostgresBasisQueries(engine)
    before = await look(server, incident)
    await cancel(runs)
    assert await look(server, incident) == before


async def test_a_confirmed_scene_has_no_vehicle_read_again(runs: Runs, engine: AsyncEngine):
    incident = await runs.incident()
    server = PostgresBasisQueries(engine)
    before, _ = await look(server, incident)
    asked: list[str] = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    await ok(runs.desk, "PUT", f"/incidents/{incident}/scene", FAR)
    asked.clear()
    after, _ = await look(server, incident)
    assert after.incident.scene != before.incident.scene
    read = " ".join(asked)
    assert "FROM dispatch.incident" in read
    assert "FROM dispatch.vehicle" not in read
    assert "FROM dispatch.station" not in read


async def test_an_older_picture_does_not_take_what_a_later_one_read(
    runs: Runs, engine: AsyncEngine
):
    incident = await runs.incident()
    server = PostgresBasisQueries(engine)
    async with server.picture(UUID(incident)) as older:
        await take_out(runs)
        _, later = await look(server, incident)
        places = await older.read_places()
        assert places is not None
        earlier = await older.read_known(places)
    assert earlier.resources.vehicles != later.resources.vehicles
    assert (await look(server, incident))[1] == later


async def test_what_a_hand_changed_without_an_event_is_seen_when_the_reads_are_old(
    runs: Runs, engine: AsyncEngine, database: Database
):
    incident, now_s = await runs.incident(), [0.0]
    server = PostgresBasisQueries(engine, clock=lambda: now_s[0])
    before = await look(server, incident)
    tamper(database, "UPDATE dispatch.station SET name = '改名'")
    assert await look(server, incident) == before
    now_s[0] += OLDEST_S + 1
    places, _ = await look(server, incident)
    assert {one.name for one in places.stations} == {"改名"}


async def test_after_a_restore_nothing_of_the_old_log_is_believed(
    runs: Runs, engine: AsyncEngine, database: Database
):
    incident = await runs.incident()
    server = PostgresBasisQueries(engine)
    await look(server, incident)
    tamper(database, "UPDATE dispatch.station SET name = '改名'")
    tamper(database, "UPDATE dispatch.event_head SET incarnation = 'another'")
    places, _ = await look(server, incident)
    assert {one.name for one in places.stations} == {"改名"}


def test_every_kind_that_concerns_nothing_is_a_kind_of_event():
    assert PAYLOADS.keys() >= UNCONCERNED
