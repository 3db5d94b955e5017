"""Terminals over a server's routes: admitted, bound, revoked, written to, and what came of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.terminal_queries import PostgresTerminalDesk
from dispatch.contracts.terminals import DownlinksView, SeenTerminalsView
from dispatch.domain.people import Role
from dispatch.simulator.driving.jt808_terminal import TerminalBox, connected
from dispatch.simulator.driving.track import Whereabouts
from dispatch.workers.downlinks import LAST, DownlinkWorker, downlink_reaction
from gis.clock import SystemClock
from gis.datum import Wgs84
from gis.feeds.jt808.upward import Register
from gis.fleet.terminals.port import TerminalPort
from tests.integration.conftest import Database
from tests.integration.directory.running_orders import Runs, ok
from tests.integration.directory.test_closures import runs
from tests.integration.positions.conftest import until

__all__ = ["runs"]

PHONE = "13800000120"
BOX = TerminalBox(PHONE, Register(44, 101, "ACME0", "T808", "A000001", 2, "苏N12345"))
SEEN = """
INSERT INTO gis.terminal_seen VALUES (%s, 'jt808-1', 2013, 2, '苏N12345', 'ACME0', 'T808',
  'A000001', '10.0.0.7', now(), now(), false, NULL, 0, '{"refused": 3}')
"""


@pytest.fixture
def seen(runs: Runs, database: Database) -> None:
    change(database, SEEN, PHONE)


def change(database: Database, statement: str, *values: str) -> None:
    with psycopg.connect(database.owner_dsn) as connection:
        connection.execute(statement.encode(), values)


@pytest.fixture(autouse=True)
async def desk(runs: Runs, database: Database) -> AsyncIterator[PostgresTerminalDesk]:
    """Read the terminals' own tables as their own role."""
    gis_engine = make_engine(database.url("gis"))
    made = PostgresTerminalDesk(runs.engine, gis_engine)
    state = runs.centre.app.state
    state.context = replace(state.context, terminals=made)
    yield made
    await gis_engine.dispose()


async def admit(runs: Runs, vehicle: str | None = "120A1", role: Role = Role.ADMINISTRATOR) -> Any:
    body = {"vehicle_id": runs.vehicles[vehicle] if vehicle else None}
    return await runs.centre.by(role).act("POST", f"/terminals/{PHONE}/admit", body)


async def listed(runs: Runs) -> list[Any]:
    told = await ok(runs.desk, "GET", "/terminals", None)
    return list(SeenTerminalsView.model_validate(told).terminals)


async def downlinks(runs: Runs) -> list[Any]:
    told = await ok(runs.desk, "GET", "/terminals/downlinks", None)
    return list(DownlinksView.model_validate(told).downlinks)


async def react(runs: Runs, desk: PostgresTerminalDesk) -> None:
    """Let the reaction read every event there is, as a server does that was started anew."""
    reaction = downlink_reaction(desk)
    for event in await runs.told(*sorted(reaction.kinds)):
        await reaction.act(event)


async def look(runs: Runs, desk: PostgresTerminalDesk) -> None:
    await DownlinkWorker(runs.centre.commands, desk).look()


async def test_an_admitted_terminal_is_listed_bound_and_its_vehicle_has_a_history(
    runs: Runs, seen: None
) -> None:
    (one,) = await listed(runs)
    assert (one.plate, one.admitted_at, one.counts) == ("苏N12345", None, {"refused": 3})
    assert (await admit(runs)).status_code == 200
    (one,) = await listed(runs)
    assert (one.admitted_by, str(one.vehicle_id)) == ("9001", runs.vehicles["120A1"])
    assert (await runs.vehicle("120A1"))["tracker"] == PHONE
    kinds = {event.kind for event in await runs.told("terminal_changed", "upkeep_changed")}
    assert kinds == {"terminal_changed", "upkeep_changed"}


async def test_one_terminal_is_on_one_vehicle(runs: Runs, seen: None) -> None:
    await admit(runs)
    refused = await admit(runs, "120A2")
    assert (refused.status_code, refused.json()["code"]) == (409, "name_taken")


async def test_a_call_taker_admits_nobody_and_an_unseen_terminal_is_not_found(
    runs: Runs, seen: None
) -> None:
    assert (await admit(runs, role=Role.CALL_TAKER)).status_code == 403
    keeper = runs.centre.by(Role.ADMINISTRATOR)
    unseen = await keeper.act("POST", "/terminals/999/admit", {"vehicle_id": None})
    assert (unseen.status_code, unseen.json()["code"]) == (404, "terminal_not_seen")


async def test_revoked_is_revoked(runs: Runs, seen: None) -> None:
    await admit(runs)
    keeper = runs.centre.by(Role.ADMINISTRATOR)
    assert (await keeper.act("POST", f"/terminals/{PHONE}/revoke", None)).status_code == 200
    (one,) = await listed(runs)
    assert one.revoked_by == "9001"


@pytest.mark.mission("A49")
async def test_an_order_and_its_changes_are_queued_once_for_the_vehicles_terminal(
    runs: Runs, seen: None, desk: PostgresTerminalDesk
) -> None:
    await admit(runs)
    incident = await runs.incident()
    first, other = await runs.send(incident, "120A1", "120A2")
    for _ in range(2):
        await react(runs, desk)
    (one,) = await downlinks(runs)
    assert (str(one.order_id), one.revision, one.state) == (first["id"], 1, "QUEUED")
    assert other["id"] != first["id"]
    body = {"reason": "other"}
    assert (await runs.desk.act("POST", f"/orders/{first['id']}/cancel", body)).status_code == 200
    await react(runs, desk)
    assert [(one.revision, one.state, one.reason) for one in await downlinks(runs)] == [
        (LAST, "QUEUED", None),
        (1, "FAILED", "superseded"),
    ]


async def test_every_state_is_told_once_whoever_looks(
    runs: Runs, seen: None, desk: PostgresTerminalDesk, database: Database
) -> None:
    await admit(runs)
    await runs.send(await runs.incident(), "120A1")
    await react(runs, desk)
    for _ in range(2):
        await look(runs, desk)
    change(database, "UPDATE gis.device_downlink SET told = false")
    await look(runs, desk)
    change(database, "UPDATE gis.device_downlink SET expires_at = now()")
    await look(runs, desk)
    told = [one.payload["downlink"]["state"] for one in await runs.told("downlink_changed")]
    assert told == ["QUEUED", "EXPIRED"]


async def test_what_was_sent_long_ago_is_not_queued_by_a_new_server(
    runs: Runs, seen: None, desk: PostgresTerminalDesk
) -> None:
    await admit(runs)
    await runs.send(await runs.incident(), "120A1")
    (event,) = await runs.told("order_sent")
    event.payload["order"]["sheet"]["made_at"] = "2026-01-01T00:00:00Z"
    await downlink_reaction(desk).act(event)
    assert await downlinks(runs) == []


async def test_free_text_goes_to_one_or_all_and_nobody_is_told_of_as_such(
    runs: Runs, seen: None, desk: PostgresTerminalDesk
) -> None:
    text = {"text": "前方大桥封闭", "vehicle_ids": []}
    refused = await runs.desk.act("POST", "/terminals/texts", text)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_terminal")
    await admit(runs)
    key = uuid4()
    for _ in range(2):
        sent = await runs.desk.act("POST", "/terminals/texts", text, key)
        assert sent.status_code == 200
    await react(runs, desk)
    (one,) = await downlinks(runs)
    assert (one.message_id, one.phone) == (key, PHONE)


@pytest.mark.parametrize("words", ["", "  ", "a\nb", "x" * 201])
async def test_words_that_no_screen_shows_are_refused(runs: Runs, words: str) -> None:
    asked = {"text": words, "vehicle_ids": []}
    assert (await runs.desk.act("POST", "/terminals/texts", asked)).status_code == 422


@pytest.mark.mission("A36", "A44", "A71")
async def test_a_terminal_registers_is_admitted_tells_where_it_is_and_shows_its_order(
    runs: Runs, database: Database, desk: PostgresTerminalDesk
) -> None:
    port = TerminalPort("jt808-1", "127.0.0.1", 0, database.dsn("gis"), SystemClock())
    listening = asyncio.create_task(port.run())
    try:
        await until(lambda: port.listens_on)
        async with connected(BOX, "127.0.0.1", port.listens_on or 0) as stranger:
            await stranger.ask(BOX.register)
        async with asyncio.timeout(20):
            while not await listed(runs):
                await asyncio.sleep(0.05)
        await admit(runs)
        await runs.send(await runs.incident(), "120A1")
        await react(runs, desk)
        await until(lambda: port.roll.is_admitted(PHONE))
        async with connected(BOX, "127.0.0.1", port.listens_on or 0) as terminal:
            await terminal.join()
            await terminal.tell(Whereabouts(Wgs84(118.3, 33.96), 30.0, 0.0), SystemClock().now())
            async with asyncio.timeout(20):
                while (await downlinks(runs))[0].state != "ACKNOWLEDGED":
                    await asyncio.sleep(0.05)
    finally:
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
    assert "幸福里小区3号楼" in terminal.texts[0]
    await look(runs, desk)
    (told,) = await runs.told("downlink_changed")
    assert told.payload["downlink"]["state"] == "ACKNOWLEDGED"
    (order,) = (await ok(runs.desk, "GET", "/board"))["orders"]
    assert (order["state"], order["acknowledged_revision"]) == ("sent", None)
