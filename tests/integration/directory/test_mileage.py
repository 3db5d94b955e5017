"""How vehicles were driven and files of tracks, over the routes: bounded, accounted for."""

import csv
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as Tree

import psycopg
import pytest

from dispatch.api.track_files import GPX
from dispatch.domain.people import Role
from tests.integration.conftest import Database
from tests.integration.directory.running_orders import Runs
from tests.integration.directory.test_tracks import BEGAN, asked, heard, runs

__all__ = ["runs"]
TRACKPOINT = f"{{{GPX}}}trkpt"


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ADMINISTRATOR, Role.SHIFT_LEADER])
async def test_a_drive_is_told_with_its_mileage_and_the_look_is_kept(
    runs: Runs, database: Database, role: Role
):
    heard(database, "120A1", *range(0, 1200, 5))
    told = (await runs.centre.by(role).get("/tracks/mileage", **asked(runs, "120A1"))).json()
    (vehicle,) = told["vehicles"]
    assert (vehicle["vehicle_name"], vehicle["heard"], vehicle["cut"]) == ("120A1", 240, False)
    # 1e-5 degrees of longitude a second at 33.95 degrees north: 0.92 m/s.
    assert abs(vehicle["metres"] - 1195 * 0.9223) < 3
    assert (vehicle["driving_s"], vehicle["unheard_s"]) == (1195, 0)
    trail = [one for one in await runs.centre.trail() if one[1] == "view_mileage"]
    assert len(trail) == 1


async def test_who_may_not_look_is_refused_and_a_period_is_bounded(runs: Runs, database: Database):
    refused = await runs.desk.get("/tracks/mileage", **asked(runs, "120A1"))
    assert refused.status_code == 403
    director = runs.centre.by(Role.DIRECTOR)
    long = asked(runs, "120A1", "120A2", hours=32 * 24)
    answer = await director.get("/tracks/mileage", **long)
    assert (answer.status_code, answer.json()["code"]) == (422, "period_too_long")


async def test_two_days_are_read_as_one_drive_without_a_gap_at_midnight(
    runs: Runs, database: Database
):
    midnight_s = 16 * 3600
    heard(database, "120A1", *range(midnight_s - 300, midnight_s + 300, 5))
    director = runs.centre.by(Role.DIRECTOR)
    told = (await director.get("/tracks/mileage", **asked(runs, "120A1", hours=30))).json()
    (vehicle,) = told["vehicles"]
    assert (vehicle["driving_s"], len(vehicle["trips"])) == (595, 1)


def timed(text: str) -> list[str | None]:
    root = Tree.fromstring(text)
    return [point.findtext(f"{{{GPX}}}time") for point in root.iter(TRACKPOINT)]


async def test_a_file_holds_more_than_a_screen_and_is_kept_in_the_audit(
    runs: Runs, database: Database
):
    heard(database, "120A1", *range(0, 7200, 2))
    director = runs.centre.by(Role.DIRECTOR)
    span = asked(runs, "120A1", "120B1", hours=2)
    shown = (await director.get("/tracks", **span)).json()["tracks"][0]["fixes"]
    answer = await director.get("/tracks/export.gpx", **span)
    assert answer.headers["content-type"] == "application/gpx+xml"
    times = timed(answer.text)
    assert len(times) == 3600 > len(shown)
    assert times[0] == "2026-11-22T08:00:00Z"
    table = (await director.get("/tracks/export.csv", **span)).text
    rows = list(csv.DictReader(table.removeprefix("\ufeff").splitlines()))
    assert len(rows) == 3600
    assert len([one for one in await runs.centre.trail() if one[1] == "export_tracks"]) == 2


async def test_an_incidents_tracks_are_taken_away_without_a_name_in_them(
    runs: Runs, database: Database
):
    incident = await runs.incident(patient_name="王秀兰")
    (order,) = await runs.send(incident, "120A1")
    await runs.sql(f"UPDATE dispatch.vehicle_order SET sent_at = '{BEGAN.isoformat()}'")
    heard(database, "120A1", *range(60))
    director: Any = runs.centre.by(Role.DIRECTOR)
    for form in ("gpx", "geojson", "csv"):
        answer = await director.get(f"/incidents/{incident}/tracks/export.{form}")
        assert answer.status_code == 200
        assert "120A1" in answer.text
        assert not any(word in answer.text for word in ("王秀兰", "1027", "staff:"))
    number = order["number"].rsplit("-", 1)[0]
    kept = [one for one in await runs.centre.trail() if one[1] == "export_tracks"]
    assert len(kept) == 3
    assert all(number in one[2] for one in kept)


async def test_the_odometer_is_told_beside_the_points_and_a_step_back_is_named(
    runs: Runs, database: Database
):
    heard(database, "120A1", *range(0, 1200, 5))
    with psycopg.connect(database.owner_dsn) as connection:
        connection.execute(
            "UPDATE gis.fix SET odometer_km = 500 + extract(epoch FROM fixed_at - %s) * 0.002",
            (BEGAN,),
        )
    director = runs.centre.by(Role.DIRECTOR)
    (vehicle,) = (await director.get("/tracks/mileage", **asked(runs, "120A1"))).json()["vehicles"]
    assert vehicle["odometer"] == {"metres": 2390, "told": 240, "used": True, "differs": True}
    assert vehicle["trips"][0]["odometer"]["metres"] == 2390
    with psycopg.connect(database.owner_dsn) as connection:
        connection.execute(
            "UPDATE gis.fix SET odometer_km = 3 WHERE fixed_at = %s",
            (BEGAN + timedelta(seconds=1195),),
        )
    (vehicle,) = (await director.get("/tracks/mileage", **asked(runs, "120A1"))).json()["vehicles"]
    assert (vehicle["odometer"]["metres"], vehicle["odometer"]["used"]) == (2380, False)
    (broken,) = vehicle["odometer_breaks"]
    assert (broken["kind"], broken["before_km"], broken["after_km"]) == ("set_back", 502.4, 3.0)
