"""Predicted times held against real ones over a server's routes: learned, used, taken back."""

import json
from typing import Any

import psycopg
import pytest

from dispatch.adapters.postgres.calibration_queries import PostgresCalibrationQueries
from dispatch.contracts.calibration import CalibrationReportView
from dispatch.domain.people import Role
from tests.integration.conftest import Database
from tests.integration.directory.running_orders import Runs, ok
from tests.integration.directory.test_closures import runs
from tests.integration.directory.test_recommendation import codes, kept, recommended

__all__ = ["runs"]

EVERY_HOUR = 24 * 13 - 1
COPIES = """
INSERT INTO dispatch.vehicle_order
SELECT (jsonb_populate_record(run, jsonb_build_object(
  'id', gen_random_uuid(), 'number', run.number || '-' || copy, 'ended_at', now(),
  'sent_at', run.sent_at - make_interval(hours => copy)
))).*
FROM dispatch.vehicle_order AS run, generate_series(1, %s) AS copy WHERE run.id = %s
"""
DROVE = """
UPDATE dispatch.vehicle_order SET stamps = jsonb_build_object(
  'departed', jsonb_build_object('at', sent_at, 'by', 'device:S01', 'wire', 'station'),
  'arrived', jsonb_build_object(
    'at', sent_at + make_interval(secs => travel_s * %s), 'by', 'device:S01', 'wire', 'station'
  )
) WHERE number LIKE %s
"""
LONG_AGO = "UPDATE dispatch.vehicle_order SET sent_at = sent_at - '90 days'::interval"


@pytest.fixture
async def sent(runs: Runs) -> dict[str, Any]:
    """Send one vehicle, by road."""
    (order,) = await runs.send(await runs.incident(), "120A1")
    return order


def drive_often(database: Database, order: dict[str, Any], times: float, count: int) -> None:
    """Let an order and its copies in earlier hours have driven so many times as long as told."""
    with psycopg.connect(database.owner_dsn) as connection:
        connection.execute(COPIES.encode(), (count, order["id"]))
        connection.execute(DROVE.encode(), (times, order["number"] + "%"))


async def report(runs: Runs, role: Role = Role.DIRECTOR) -> dict[str, Any]:
    told = await ok(runs.centre.by(role), "GET", "/calibration", None)
    view: dict[str, Any] = CalibrationReportView.model_validate(told).model_dump(mode="json")
    assert view.keys() == told.keys()
    return view


async def act(runs: Runs, verb: str, base_version: int, role: Role = Role.DIRECTOR) -> Any:
    client = runs.centre.by(role)
    return await client.act("POST", f"/calibration/{verb}", {"base_version": base_version})


async def way_of(runs: Runs, incident: str, name: str) -> dict[str, Any]:
    ranked = (await recommended(runs, incident))["ranked"]
    found: dict[str, Any] = next(one for one in ranked if one["name"] == name)
    return found


@pytest.mark.mission("A48")
async def test_what_drives_took_is_learned_used_said_in_the_list_replayed_and_taken_back(
    runs: Runs, sent: dict[str, Any], database: Database
):
    incident = sent["incident_id"]
    before = await way_of(runs, incident, "120A2")
    drive_often(database, sent, 1.5, EVERY_HOUR)
    learned = await report(runs)
    assert (learned["runs"], learned["suffices"]) == (EVERY_HOUR + 1, True)
    assert {one["factor"] for one in learned["hours"]} == {1.5}
    assert learned["bias_s"] == pytest.approx(sent["travel_s"] / 2, abs=0.1)
    used = (await act(runs, "use", 0)).json()
    assert (used["version"], used["error_share_percent"], used["runs"]) == (1, 5, EVERY_HOUR + 1)
    at_this_hour = await way_of(runs, incident, "120A2")
    assert codes(at_this_hour)["hour_factor"] == {"factor": "1.5", "version": 1}
    assert at_this_hour["travel_s"] == pytest.approx(before["travel_s"] * 1.5, abs=1)
    (order,) = await runs.send(incident, "120A2")
    assert order["travel_s"] == at_this_hour["travel_s"]
    assert (await act(runs, "undo", 1)).json()["undoes"] == 1
    assert "hour_factor" not in codes(await way_of(runs, incident, "120B1"))
    told = await kept(runs, order["id"])
    assert told["replay"] == "equal"
    assert "hour_factor" in json.dumps(told["shown"])
    events = await runs.told("calibration_used", "calibration_undone")
    assert [one.payload["calibration"]["version"] for one in events] == [1, 2]


async def test_a_drive_told_with_a_factor_is_held_against_what_was_told(
    runs: Runs, sent: dict[str, Any], database: Database
):
    drive_often(database, sent, 1.5, EVERY_HOUR)
    await act(runs, "use", 0)
    await runs.sql(LONG_AGO)
    (order,) = await runs.send(sent["incident_id"], "120A2")
    drive_often(database, order, 1.0, EVERY_HOUR)
    learned = await report(runs)
    assert (learned["runs"], learned["bias_s"]) == (EVERY_HOUR + 1, 0.0)
    assert (learned["spans"], learned["within_percent"]) == (1, 100.0)


async def test_with_each_drive_the_factor_is_read_that_it_was_told_with(
    runs: Runs, sent: dict[str, Any], database: Database
):
    drive_often(database, sent, 1.5, EVERY_HOUR)
    await act(runs, "use", 0)
    await runs.sql(LONG_AGO)
    (order,) = await runs.send(sent["incident_id"], "120A2")
    drive_often(database, order, 1.0, 0)
    queries = PostgresCalibrationQueries(runs.engine)
    (drive,) = await queries.list_drives(await queries.read_period())
    assert (drive.factor, drive.predicted_s) == (1.5, order["travel_s"])


async def test_bad_drives_are_left_out_each_with_its_reason(runs: Runs, sent: dict[str, Any]):
    await ok(runs.desk, "POST", f"/orders/{sent['id']}/cancel", {"reason": "other"})
    learned = await report(runs)
    assert (learned["runs"], learned["left_out"]) == (0, {"not_reached": 1})


async def test_too_few_drives_and_an_older_picture_are_refused(
    runs: Runs, sent: dict[str, Any], database: Database
):
    few = await act(runs, "use", 0)
    assert (few.status_code, few.json()["code"]) == (409, "too_few_runs")
    drive_often(database, sent, 1.2, 29)
    assert (await act(runs, "use", 0, Role.ADMINISTRATOR)).status_code == 200
    stale = await act(runs, "use", 0)
    assert (stale.status_code, stale.json()["code"]) == (409, "calibration_changed_meanwhile")
    assert (await act(runs, "undo", 1, Role.ADMINISTRATOR)).status_code == 200
    nothing = await act(runs, "undo", 2)
    assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing_to_undo")


@pytest.mark.parametrize("role", [Role.CALL_TAKER, Role.SHIFT_LEADER])
async def test_who_sends_vehicles_sees_the_report_and_changes_nothing(runs: Runs, role: Role):
    assert (await report(runs, role))["in_force"]["version"] == 0
    assert [(await act(runs, verb, 0, role)).status_code for verb in ("use", "undo")] == [403, 403]
