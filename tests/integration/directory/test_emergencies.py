"""A pressed key goes to every seat once, whoever looks; a person acknowledges and ends it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from dispatch.adapters.postgres.emergency_desk import PostgresEmergencyDesk
from dispatch.adapters.postgres.engine import make_engine
from dispatch.contracts.emergencies import EmergencyView
from dispatch.domain.people import Role
from dispatch.workers.deadlines import DeadlineWorker
from dispatch.workers.emergencies import EmergencyWorker, confirmation_reaction
from tests.integration.conftest import Database
from tests.integration.directory.running_orders import Runs, ok
from tests.integration.directory.test_closures import runs
from tests.integration.directory.test_milestones import SETTINGS, taken

__all__ = ["runs"]

PHONE = "13800000120"
PRESS = """
INSERT INTO gis.terminal_emergency (feed, device, raised_at, lon, lat)
VALUES ('jt808-1', %s, now() - %s::interval, 118.3, 33.96)
"""
GONE = "UPDATE gis.terminal_emergency SET gone_at = now()"
UNTELL = "UPDATE gis.terminal_emergency SET raised_told = false, gone_told = false"


def change(database: Database, statement: str, *values: object) -> None:
    with psycopg.connect(database.owner_dsn) as connection:
        connection.execute(statement.encode(), values)


def asked(database: Database, query: str) -> list[Any]:
    with psycopg.connect(database.owner_dsn) as connection:
        return connection.execute(query.encode()).fetchall()


@pytest.fixture
async def keys(runs: Runs, database: Database) -> AsyncIterator[PostgresEmergencyDesk]:
    change(database, "UPDATE dispatch.vehicle SET tracker = %s WHERE name = '120A1'", PHONE)
    gis_engine = make_engine(database.url("gis"))
    yield PostgresEmergencyDesk(gis_engine)
    await gis_engine.dispose()


async def look(runs: Runs, keys: PostgresEmergencyDesk) -> None:
    await EmergencyWorker(runs.centre.commands, keys).look()


async def shown(runs: Runs) -> list[EmergencyView]:
    told = (await ok(runs.desk, "GET", "/board"))["emergencies"]
    return [EmergencyView.model_validate(one) for one in told]


async def kinds(runs: Runs) -> list[str]:
    names = ("raised", "acknowledged", "overdue", "gone", "ended")
    return [one.kind for one in await runs.told(*(f"emergency_{name}" for name in names))]


@pytest.mark.mission("A44", "A91")
async def test_a_press_is_told_once_whoever_looks_and_names_the_vehicle(
    runs: Runs, keys: PostgresEmergencyDesk, database: Database
) -> None:
    change(database, PRESS, PHONE, timedelta(0))
    await look(runs, keys)
    await look(runs, keys)
    change(database, UNTELL)
    await look(runs, keys)
    (one,) = await shown(runs)
    assert (one.vehicle_name, one.station_code, one.state) == ("120A1", "S01", "raised")
    assert await kinds(runs) == ["emergency_raised"]
    (event,) = await runs.told("emergency_raised")
    assert (event.actor, event.wire) == (f"terminal:{PHONE}", "terminal")


async def test_a_person_acknowledges_by_name_the_terminal_is_told_and_a_reason_ends_it(
    runs: Runs, keys: PostgresEmergencyDesk, database: Database
) -> None:
    change(database, PRESS, PHONE, timedelta(0))
    await look(runs, keys)
    (one,) = await shown(runs)
    path = f"/emergencies/{one.id}"
    early = await runs.desk.act("POST", f"{path}/end", {"reason": "crew_safe"})
    assert (early.status_code, early.json()["code"]) == (409, "illegal_move")
    await ok(runs.desk, "POST", f"{path}/acknowledge", {"raisings": 1})
    for event in await runs.told("emergency_acknowledged") * 2:
        await confirmation_reaction(keys).act(event)
    confirmed = "SELECT emergency_id, raisings, device FROM gis.emergency_confirmation"
    assert asked(database, confirmed) == [(one.id, 1, PHONE)]
    (known,) = await shown(runs)
    assert known.acknowledged_by is not None
    assert known.acknowledged_name
    await ok(runs.desk, "POST", f"{path}/end", {"reason": "crew_safe"})
    assert await shown(runs) == []
    assert await kinds(runs) == ["emergency_raised", "emergency_acknowledged", "emergency_ended"]


async def test_nobody_within_its_time_is_told_as_overdue(
    runs: Runs, keys: PostgresEmergencyDesk, database: Database
) -> None:
    change(database, PRESS, PHONE, timedelta(0))
    await look(runs, keys)
    due = "UPDATE dispatch.deadline SET due_at = now() WHERE kind = 'emergency_acknowledge'"
    change(database, due)
    while await DeadlineWorker(runs.centre.commands).work_one():
        pass
    (one,) = await shown(runs)
    assert one.overdue_at is not None
    assert await kinds(runs) == ["emergency_raised", "emergency_overdue"]


async def test_a_bit_that_is_taken_back_ends_it_only_after_a_person_had_it(
    runs: Runs, keys: PostgresEmergencyDesk, database: Database
) -> None:
    change(database, PRESS, PHONE, timedelta(seconds=30))
    change(database, GONE)
    await look(runs, keys)
    (one,) = await shown(runs)
    assert one.state == "raised"
    assert one.gone_at is not None
    change(database, PRESS, PHONE, timedelta(0))
    await look(runs, keys)
    (one,) = await shown(runs)
    assert (one.raisings, one.gone_at) == (2, None)
    await ok(runs.desk, "POST", f"/emergencies/{one.id}/acknowledge", {"raisings": 2})
    change(database, GONE)
    await look(runs, keys)
    assert await shown(runs) == []
    assert await kinds(runs) == [
        "emergency_raised",
        "emergency_gone",
        "emergency_raised",
        "emergency_acknowledged",
        "emergency_ended",
    ]


async def test_whoever_does_not_sit_at_a_seat_acknowledges_nothing(
    runs: Runs, keys: PostgresEmergencyDesk, database: Database
) -> None:
    change(database, PRESS, PHONE, timedelta(0))
    await look(runs, keys)
    (one,) = await shown(runs)
    keeper = runs.centre.by(Role.ADMINISTRATOR)
    path = f"/emergencies/{one.id}/acknowledge"
    assert (await keeper.act("POST", path, {"raisings": 1})).status_code == 403


PICK_UP = """
INSERT INTO gis.terminal_report (feed, device, event_id, serial) VALUES ('jt808-1', %s, 1, 7)
"""


@pytest.mark.mission("A89")
async def test_a_terminals_key_suggests_the_pick_up_once_and_a_person_confirms_it(
    runs: Runs, keys: PostgresEmergencyDesk, database: Database
) -> None:
    order = await taken(runs)
    change(database, PICK_UP, PHONE)
    await look(runs, keys)
    change(database, "UPDATE gis.terminal_report SET told = false")
    await look(runs, keys)
    (event,) = await runs.told("order_suggested")
    assert (event.actor, event.wire) == (f"terminal:{PHONE}", "terminal")
    (told,) = (await ok(runs.desk, "GET", "/board"))["orders"]
    assert told["suggestions"]["patient_aboard"]["source"] == "terminal"
    assert told["state"] == "acknowledged"
    path = f"/orders/{order['id']}/confirm-milestone"
    told = await ok(runs.desk, "POST", path, {"milestone": "patient_aboard"})
    assert told["state"] == "patient_aboard"
    assert told["stamps"]["patient_aboard"]["wire"] == "console"


@pytest.mark.mission("A89")
async def test_by_a_setting_the_terminals_key_confirms_itself_and_says_so(
    runs: Runs, keys: PostgresEmergencyDesk, database: Database
) -> None:
    own = SETTINGS | {"confirms_itself": ["patient_aboard"]}
    await ok(runs.centre.by(Role.ADMINISTRATOR), "PUT", "/milestone-settings", own)
    await taken(runs)
    change(database, PICK_UP, PHONE)
    await look(runs, keys)
    (told,) = (await ok(runs.desk, "GET", "/board"))["orders"]
    assert told["stamps"]["patient_aboard"]["wire"] == "terminal"


async def test_a_wrong_suggestion_is_dismissed_with_its_reason_and_does_not_come_again(
    runs: Runs, keys: PostgresEmergencyDesk, database: Database
) -> None:
    order = await taken(runs)
    change(database, PICK_UP, PHONE)
    await look(runs, keys)
    path = f"/orders/{order['id']}/dismiss-milestone"
    body = {"milestone": "patient_aboard", "reason": "pressed_by_mistake"}
    told = await ok(runs.desk, "POST", path, body)
    assert told["suggestions"] == {}
    assert told["dismissals"]["patient_aboard"]["reason"] == "pressed_by_mistake"
    again = await runs.desk.act("POST", path, body)
    assert (again.status_code, again.json()["code"]) == (409, "suggestion_gone")
    change(database, PICK_UP.replace("1, 7", "1, 8"), PHONE)
    await look(runs, keys)
    assert len(await runs.told("order_suggested")) == 1
    (event,) = await runs.told("order_suggestion_dismissed")
    assert event.payload["order"]["dismissals"]["patient_aboard"]["by"].startswith("staff:")
