"""Closures over a server's routes, with the real roads process behind it."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from typing_extensions import override

from dispatch.adapters.postgres.closure_queries import PostgresClosureQueries
from dispatch.adapters.roads import HttpRoads
from dispatch.domain.people import Role
from dispatch.ports.closures import ClosureDesk
from gis.datum import Wgs84
from gis.routing.app import create_app
from gis.routing.current import CurrentRegion
from tests.integration.directory.conftest import Centre
from tests.integration.directory.running_orders import Runs, furnish, ok
from tests.integration.directory.test_recommendation import codes, kept, recommended
from tests.unit.roads.small_maps import Town


class Streets(Town):
    """A town whose nodes are told by longitude and latitude."""

    @override
    def at(self, letter: str) -> Wgs84:
        return Wgs84(*self.nodes[letter])


# C is the scene, A the station S01, B the station S02 at the end of a road, H both hospitals.
TOWN = Streets(
    {
        "C": (118.29, 33.95),
        "X": (118.30, 33.95),
        "A": (118.30, 33.96),
        "B": (118.40, 33.99),
        "Y": (118.28, 33.96),
        "H": (118.28, 33.94),
    }
)
TOWN.way("CX", name="人民路")
TOWN.way("XA", name="站前路")
TOWN.way("AYC", name="环城路")
TOWN.way("AB", name="东西大道")
TOWN.way("CH", name="医院路")
PEOPLE_STREET = ("C", "X")


@pytest.fixture
async def runs(centre: Centre, engine: AsyncEngine, tmp_path: Path) -> AsyncIterator[Runs]:
    """Give a centre with stations and the roads between them."""
    folder = tmp_path / "gis"
    (folder / "town-1").mkdir(parents=True)
    TOWN.router(folder / "town-1")
    told = {"region": "town", "version": "1", "graph": "town-1/graph.npz", "bounds": None}
    (folder / "current.json").write_text(json.dumps(told))
    current = CurrentRegion(folder)
    await current.look()
    roads = HttpRoads("http://roads", "t", httpx2.ASGITransport(create_app(current, "t")))
    desk = ClosureDesk(PostgresClosureQueries(engine), roads)
    state = centre.app.state
    state.context = replace(state.context, roads=roads, closures=desk)
    yield await furnish(centre, engine)
    await roads.close()


def at(letter: str) -> dict[str, float]:
    lon, lat = TOWN.nodes[letter]
    return {"lon": lon, "lat": lat}


def drawing(centre: Centre, *letters: str, hours: float = 1, **other: Any) -> dict[str, Any]:
    ends_at = centre.clock.now() + timedelta(hours=hours)
    told = {"shape": "line", "speed_percent": 0, "reason": "路面塌陷"}
    points = [at(letter) for letter in letters]
    return told | {"points": points, "ends_at": ends_at.isoformat()} | other


async def draw(runs: Runs, *letters: str, **other: Any) -> dict[str, Any]:
    body = drawing(runs.centre, *letters, **other)
    return await ok(runs.desk, "POST", "/closures", body)


async def refused(runs: Runs, body: dict[str, Any]) -> tuple[int, str, dict[str, Any]]:
    answer = await runs.desk.act("POST", "/closures", body)
    told = answer.json()
    return answer.status_code, told["code"], told.get("parameters", {})


async def acts(runs: Runs) -> list[tuple[str, str]]:
    told = await runs.told("closure_changed")
    return [(one.payload["act"], one.actor) for one in told]


async def way_of(runs: Runs, incident: str, name: str) -> dict[str, Any]:
    ranked = (await recommended(runs, incident))["ranked"]
    found: dict[str, Any] = next(one for one in ranked if one["name"] == name)
    return found


@pytest.mark.mission("A48")
async def test_a_recommendation_goes_round_a_closure_at_once_says_so_and_is_replayed(runs: Runs):
    incident = await runs.incident()
    before = await way_of(runs, incident, "120A1")
    closure = await draw(runs, *PEOPLE_STREET)
    assert [one["name"] for one in closure["streets"]] == ["人民路"]
    during = await way_of(runs, incident, "120A1")
    longer_s = codes(during)["closure_detour"]["longer_s"]
    assert during["travel_s"] == pytest.approx(before["travel_s"] + longer_s, abs=1)
    assert codes(during)["closure_detour"]["closures"] == str(closure["number"])
    (sent,) = await runs.send(incident, "120A1")
    await ok(runs.desk, "POST", f"/closures/{closure['id']}/lift", {})
    after = await way_of(runs, await runs.incident(), "120A2")
    assert after["travel_s"] == before["travel_s"]
    assert "closure_detour" not in codes(after)
    told = await kept(runs, sent["id"])
    assert told["replay"] == "equal"
    assert "closure_detour" in json.dumps(told["shown"])


async def test_what_is_slow_takes_longer_and_names_the_zone(runs: Runs):
    incident = await runs.incident()
    before = await way_of(runs, incident, "120A1")
    await draw(runs, "X", "A", speed_percent=50)
    during = await way_of(runs, incident, "120A1")
    assert during["travel_s"] > before["travel_s"] + 30
    assert "closure_detour" in codes(during)


@pytest.mark.mission("A48")
async def test_a_station_that_would_be_cut_off_is_named_and_only_accepted_by_name(runs: Runs):
    body = drawing(runs.centre, "A", "B")
    assert await refused(runs, body) == (409, "closure_cuts_off", {"places": "S02站"})
    asked = {name: value for name, value in body.items() if name != "accepts"}
    checked = await ok(runs.desk, "POST", "/closures/check", asked)
    assert checked["cuts_off"] == ["S02站"]
    closure = await ok(runs.desk, "POST", "/closures", body | {"accepts": ["S02站"]})
    assert closure["cuts_off"] == ["S02站"]
    unreached = await way_of(runs, await runs.incident(), "120B2")
    assert unreached["travel_s"] is None
    assert codes(unreached).keys() >= {"unreachable", "closed_off"}


async def test_a_hospital_that_two_closures_cut_off_together_is_named_too(runs: Runs):
    await draw(runs, "A", "Y", "C")
    body = drawing(runs.centre, "X", "A")
    status, code, parameters = await refused(runs, body)
    assert (status, code) == (409, "closure_cuts_off")
    assert "S01站" in parameters["places"]


async def test_one_ends_by_itself_is_told_and_cannot_be_restored(runs: Runs):
    incident = await runs.incident()
    before = await way_of(runs, incident, "120A1")
    closure = await draw(runs, *PEOPLE_STREET)
    past = "begins_at = now() - interval '2 hours', ends_at = now() - interval '1 second'"
    await runs.sql(f"UPDATE dispatch.closure SET {past}")
    assert (await way_of(runs, incident, "120A1"))["travel_s"] == before["travel_s"]
    await runs.work_due("closure_turn")
    assert await acts(runs) == [("drawn", "staff:1027"), ("ended", "timer")]
    answer = await runs.desk.act("POST", f"/closures/{closure['id']}/lift", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "closure_over")
    listed = (await runs.desk.get("/closures")).json()["closures"]
    assert [(one["number"], one["lifted_at"]) for one in listed] == [(closure["number"], None)]


async def test_lifting_is_undone_and_both_stay_in_the_history(runs: Runs):
    incident = await runs.incident()
    closure = await draw(runs, *PEOPLE_STREET)
    during = await way_of(runs, incident, "120A1")
    path = f"/closures/{closure['id']}"
    lifted = await ok(runs.centre.by(Role.SHIFT_LEADER), "POST", f"{path}/lift", {})
    assert lifted["lifted_by"] == "2003"
    restored = await ok(runs.desk, "POST", f"{path}/restore", {})
    assert restored["lifted_at"] is None
    assert (await way_of(runs, incident, "120A1"))["travel_s"] == during["travel_s"]
    assert [act for act, _ in await acts(runs)] == ["drawn", "lifted", "restored"]
    trail = [(verb, subject) for _, verb, subject in await runs.centre.trail()]
    about = f"closure:{closure['number']}"
    assert [verb for verb, subject in trail if subject == about] == [
        "draw_closure",
        "lift_closure",
        "restore_closure",
    ]


async def test_what_was_restored_must_not_cut_off_in_silence_either(runs: Runs):
    first = await draw(runs, "A", "Y", "C")
    await ok(runs.desk, "POST", f"/closures/{first['id']}/lift", {})
    await draw(runs, "X", "A")
    answer = await runs.desk.act("POST", f"/closures/{first['id']}/restore", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "closure_cuts_off")


async def test_its_end_is_moved(runs: Runs):
    closure = await draw(runs, *PEOPLE_STREET)
    later = datetime.fromisoformat(closure["ends_at"]) + timedelta(hours=1)
    path = f"/closures/{closure['id']}/end"
    told = await ok(runs.desk, "PUT", path, {"ends_at": later.isoformat()})
    assert datetime.fromisoformat(told["ends_at"]) == later
    past = {"ends_at": (later - timedelta(days=3)).isoformat()}
    answer = await runs.desk.act("PUT", path, past)
    assert (answer.status_code, answer.json()["code"]) == (422, "closure_ends_too_early")


SQUARE = [(118.29, 33.95), (118.30, 33.95), (118.30, 33.96), (118.29, 33.96)]


def area(*spots: tuple[float, float]) -> dict[str, Any]:
    return {"shape": "area", "points": [{"lon": lon, "lat": lat} for lon, lat in spots]}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (area(*(SQUARE[n] for n in (0, 2, 1, 3))), "closure_crosses_itself"),
        (area(*((lat, lon) for lon, lat in SQUARE)), "closure_swapped"),
        (area((118.0, 33.5), (119.0, 33.5), (119.0, 34.5), (118.0, 34.5)), "closure_too_large"),
        (area(*SQUARE[:2]), "closure_too_small"),
        (area(*((lon + 1, lat) for lon, lat in SQUARE)), "closure_touches_no_road"),
        ({"ends_at": "2026-01-01T00:00:00Z"}, "closure_ends_too_early"),
    ],
)
async def test_what_nobody_can_mean_is_refused_by_name_and_changes_nothing(
    runs: Runs, wrong: dict[str, Any], code: str
):
    status, told, _ = await refused(runs, drawing(runs.centre, *PEOPLE_STREET) | wrong)
    assert (status, told) == (422, code)
    assert (await runs.desk.get("/closures")).json()["closures"] == []


async def test_without_the_roads_nothing_is_closed_unchecked(runs: Runs, engine: AsyncEngine):
    state = runs.centre.app.state
    away = ClosureDesk(PostgresClosureQueries(engine), HttpRoads(None, ""))
    state.context = replace(state.context, closures=away)
    status, code, _ = await refused(runs, drawing(runs.centre, *PEOPLE_STREET))
    assert (status, code) == (503, "closure_unchecked")


async def test_a_way_on_the_map_goes_round_too(runs: Runs):
    asked = {"from_lon": 118.30, "from_lat": 33.96, "to_lon": 118.29, "to_lat": 33.95}
    before = (await runs.desk.get("/roads/route", **asked)).json()
    await draw(runs, *PEOPLE_STREET)
    after = (await runs.desk.get("/roads/route", **asked)).json()
    assert before["streets"] == ["站前路", "人民路"]
    assert after["streets"] == ["环城路"]
