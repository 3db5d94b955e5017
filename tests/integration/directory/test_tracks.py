"""Where vehicles were, over the routes: for leaders, accounted for, with every silence shown."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.tracks import PostgresTracks
from dispatch.domain.people import Role
from tests.integration.conftest import Database
from tests.integration.directory.conftest import Centre
from tests.integration.directory.running_orders import Runs, furnish, ok

BEGAN = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
CALL = """
    INSERT INTO dispatch.call (id, exchange, unique_id, called_number, trunk, recording, caller,
                               state, offered_at, ringing_seats, notes, direction, number)
    VALUES ('{call}', 'node1', 'u1', '120', 'carrier', 'r1', '{{}}', 'ended', now(), '{{}}', '{{}}',
            'in', '13900001234')
"""
LINK = """
    INSERT INTO dispatch.incident_call (call_id, incident_id, joined_at, joined_by, path)
    VALUES ('{call}', '{incident}', now(), 'cli', '{{}}')
"""
FIX = "INSERT INTO gis.fix VALUES (%s, %s, %s, %s, %s, %s, %s, 'serial-1')"


@pytest.fixture
async def runs(centre: Centre, engine: AsyncEngine, database: Database) -> Any:
    """A centre whose tracks are read as a server reads them."""
    own = make_engine(database.url("gis"), connections=2)
    context = centre.app.state.context
    window = replace(context.map_window, tracks=PostgresTracks(own))
    centre.app.state.context = replace(context, map_window=window)
    yield await furnish(centre, engine)
    await own.dispose()


def heard(database: Database, vehicle: str, *offsets_s: float) -> None:
    """Store fixes of a vehicle, each a little farther east."""
    with psycopg.connect(database.owner_dsn) as connection, connection.cursor() as cursor:
        rows = [
            (f"T-{vehicle}", 118.3 + s * 1e-5, 33.95, 36.5, 90, at, at)
            for s in offsets_s
            for at in [BEGAN + timedelta(seconds=s)]
        ]
        cursor.executemany(FIX, rows)


def asked(runs: Runs, *vehicles: str, hours: float = 1) -> dict[str, Any]:
    until = BEGAN + timedelta(hours=hours)
    ids = [runs.vehicles[one] for one in vehicles]
    return {"vehicle": ids, "from": BEGAN.isoformat(), "to": until.isoformat()}


@pytest.mark.mission("A47")
async def test_a_silence_is_a_gap_and_no_line_leads_over_it(runs: Runs, database: Database):
    heard(database, "120A1", 0, 30, 60, 400, 430)
    director = runs.centre.by(Role.DIRECTOR)
    told = (await director.get("/tracks", **asked(runs, "120A1"))).json()
    (track,) = told["tracks"]
    assert [fix["opens"] for fix in track["fixes"]] == [True, False, False, True, False]
    assert (track["heard"], track["cut"], told["gap_s"]) == (5, False, 60)
    assert (track["vehicle_name"], track["device"]) == ("120A1", "T-120A1")
    assert [round(fix["speed_kmh"], 1) for fix in track["fixes"]] == [36.5] * 5


async def test_a_long_span_is_thinned_and_still_shows_every_silence(runs: Runs, database: Database):
    first, second = range(0, 20_000, 2), range(20_090, 40_000, 2)
    heard(database, "120A1", *first, *second)
    leader = runs.centre.by(Role.SHIFT_LEADER)
    told = (await leader.get("/tracks", **asked(runs, "120A1", hours=24))).json()
    (track,) = told["tracks"]
    assert track["heard"] == len(first) + len(second)
    assert track["bucket_s"] == 58
    assert len(track["fixes"]) < 720
    opens = [fix["at"] for fix in track["fixes"] if fix["opens"]]
    assert opens == [_wire(0), _wire(20_090)]
    assert _wire(19_998) in [fix["at"] for fix in track["fixes"]]


async def test_a_vehicle_that_was_not_heard_has_an_empty_track(runs: Runs):
    director = runs.centre.by(Role.DIRECTOR)
    told = (await director.get("/tracks", **asked(runs, "120A1", "120B1"))).json()
    assert [(one["heard"], one["fixes"]) for one in told["tracks"]] == [(0, []), (0, [])]


async def test_a_replay_holds_orders_with_their_stamps_and_changes_of_duty(
    runs: Runs, database: Database
):
    incident = await runs.incident(patient_name="王秀兰")
    (order,) = await runs.send(incident, "120A1")
    desk = runs.desk
    await ok(desk, "POST", f"/orders/{order['id']}/acknowledge", {"revision": 1, "name": "张医生"})
    await ok(desk, "POST", f"/orders/{order['id']}/stamp", {"milestone": "departed"})
    duty = {"duty": "out_of_service", "reason": "refuelling"}
    await ok(desk, "POST", f"/vehicles/{runs.vehicles['120A1']}/duty", duty)
    call = "00000000-0000-7000-8000-0000000000c1"
    await runs.sql(CALL.format(call=call))
    await runs.sql(LINK.format(call=call, incident=incident))
    director = runs.centre.by(Role.DIRECTOR)
    answer = await director.get(f"/incidents/{incident}/tracks")
    told = answer.json()
    assert [one["vehicle_name"] for one in told["tracks"]] == ["120A1"]
    (run,) = told["runs"]
    assert run["number"] == order["number"]
    assert run["stamps"].keys() == {"departed"}
    assert told["since"] < run["sent_at"] <= told["until"]
    assert [(one["duty"], one["reason"]) for one in told["duties"]] == [tuple(duty.values())]
    (heard,) = told["calls"]
    assert (heard["call_id"], heard["answered_at"]) == (call, None)
    assert "王秀兰" not in answer.text
    assert "13900001234" not in answer.text


async def test_each_look_and_each_file_is_accounted_for(runs: Runs, database: Database):
    incident = await runs.incident()
    await runs.send(incident, "120A2")
    number = (await runs.look(incident))["number"]
    director = runs.centre.by(Role.DIRECTOR)
    await director.get("/tracks", **asked(runs, "120A1", "120B1"))
    await director.get("/tracks/export.csv", **asked(runs, "120A1"))
    assert (await director.get(f"/incidents/{incident}/tracks")).status_code == 200
    trail = [one for one in await runs.centre.trail() if "track" in one[1]]
    assert {verb for _, verb, _ in trail} == {"view_tracks", "export_tracks"}
    assert len(trail) == 3
    assert [who for who, _, _ in trail] == ["staff:3001"] * 3
    assert number


async def test_files_hold_every_fix_in_wgs84_and_break_where_nothing_was_heard(
    runs: Runs, database: Database
):
    heard(database, "120A1", 0, 30, 400)
    director = runs.centre.by(Role.DIRECTOR)
    table = await director.get("/tracks/export.csv", **asked(runs, "120A1"))
    rows = table.text.removeprefix("\ufeff").splitlines()
    assert rows[0].startswith("vehicle,device,fixed_at_utc,lon_wgs84,lat_wgs84")
    assert [row.rsplit(",", 1)[1] for row in rows[1:]] == ["1", "0", "1"]
    shape = json.loads((await director.get("/tracks/export.geojson", **asked(runs, "120A1"))).text)
    kinds = [one["geometry"]["type"] for one in shape["features"]]
    assert kinds == ["LineString", "Point"]
    assert shape["features"][0]["geometry"]["coordinates"][0] == [118.3, 33.95]


async def test_call_takers_look_at_no_tracks(runs: Runs):
    answer = await runs.desk.get("/tracks", **asked(runs, "120A1"))
    assert (answer.status_code, answer.json()["code"]) == (403, "right_missing")
    assert [one for one in await runs.centre.trail() if "track" in one[1]] == []


async def test_what_is_asked_is_bounded(runs: Runs):
    director = runs.centre.by(Role.DIRECTOR)
    too_long = await director.get("/tracks", **asked(runs, "120A1", hours=25))
    backwards = await director.get("/tracks", **asked(runs, "120A1", hours=-1))
    assert {one.json()["code"] for one in (too_long, backwards)} == {"span_invalid"}
    unknown = {**asked(runs, "120A1"), "vehicle": [str(uuid4())]}
    assert (await director.get("/tracks", **unknown)).json()["code"] == "vehicle_not_found"
    unsent = await runs.incident()
    assert (await director.get(f"/incidents/{unsent}/tracks")).json()["code"] == "nothing_sent"


def _wire(offset_s: float) -> str:
    return (BEGAN + timedelta(seconds=offset_s)).isoformat().replace("+00:00", "Z")
