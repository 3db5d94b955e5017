"""Routes of the map: who may ask, what stays in the browser, what both windows look at."""

from dataclasses import replace
from uuid import uuid4

import pytest

from dispatch.adapters.map_data import PostgresMapData
from dispatch.domain.people import Role
from tests.integration.directory.conftest import Centre, Client, centre
from tests.integration.maps.conftest import VERSION

__all__ = ["centre"]

DESK, LEADER, AUDITOR = Role.CALL_TAKER, Role.SHIFT_LEADER, Role.AUDITOR
POINT = {"lon": 118.3, "lat": 33.9}


@pytest.fixture
def desk(centre: Centre, map_data: PostgresMapData) -> Client:
    """A call-taker of a centre with the small region."""
    centre.app.state.context = replace(centre.app.state.context, map_data=map_data)
    return centre.by(DESK)


async def test_a_tile_stays_in_the_browser_for_good(desk: Client):
    tile = f"/tiles/{VERSION}/14/0/0.mvt"
    first = await desk.get(tile)
    assert first.status_code == 200
    assert "immutable" in first.headers["cache-control"]
    known = {"If-None-Match": first.headers["etag"]}
    again = await desk.http.get(f"/api/v1{tile}", headers=known)
    assert again.status_code == 304


async def test_a_tile_of_a_map_that_was_replaced_is_gone(desk: Client):
    answer = await desk.get("/tiles/small-2/14/0/0.mvt")
    assert (answer.status_code, answer.json()["code"]) == (404, "tile_not_found")


async def test_the_map_is_for_whoever_sees_the_board(centre: Centre, desk: Client):
    described = await desk.get("/map")
    assert described.json()["version"] == VERSION
    assert (await centre.by(AUDITOR).get("/map")).status_code == 403
    assert (await centre.by(None).get(f"/tiles/{VERSION}/14/0/0.mvt")).status_code == 401


async def test_a_picture_shows_marks_and_route(desk: Client):
    answer = await desk.get(
        "/map/picture.svg",
        **POINT,
        style="light",
        mark=["scene:118.3,33.9:0047", "vehicle:118.31,33.9"],
        route="118.31,33.9;118.3,33.9",
    )
    assert answer.headers["content-type"] == "image/svg+xml"
    assert ">0047</text>" in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        {"mark": "scene:118.3,99"},
        {"mark": "dragon:118.3,33.9"},
        {"mark": "scene:118.3,33.9:幸福里"},
        {"route": "118.3,33.9;nan,0"},
        {"route": "118.3"},
        {"width": 90_000},
        {"lat": 90},
    ],
)
async def test_a_picture_that_cannot_be_drawn_is_refused(desk: Client, asked: dict[str, object]):
    answer = await desk.get("/map/picture.svg", **(POINT | asked))
    assert (answer.status_code, answer.json()["code"]) == (422, "not_understood")


@pytest.mark.mission("A31")
async def test_a_late_window_finds_what_the_session_looks_at(centre: Centre):
    incident, key = str(uuid4()), {"Idempotency-Key": str(uuid4())}
    asked = {"incident_id": incident, "point": POINT}
    desk = centre.by(DESK)
    put = await desk.http.put("/api/v1/selection", json=asked, headers=key)
    assert put.json()["incident_id"] == incident
    shown = (await desk.get("/board")).json()["selection"]
    assert (shown["incident_id"], shown["point"], shown["vehicle_id"]) == (incident, POINT, None)
    assert (await centre.by(LEADER).get("/board")).json()["selection"] is None
    assert await centre.kinds() == [*(await centre.kinds())[:-1], "selection_changed"]
