"""The roads process as the servers meet it: over HTTP, with a region, without one, or dead."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import httpx2
import pytest

from dispatch.adapters.roads import HttpRoads, straight_leg
from dispatch.domain.closure import Closure, ClosureShape, ClosureUnchecked
from dispatch.domain.part import PartState
from dispatch.domain.travel import Conditions, TravelMode
from dispatch.ports.roads import USUAL
from gis.datum import Wgs84
from gis.routing.app import create_app
from gis.routing.current import CurrentRegion
from tests.unit.roads.small_maps import Town

TOKEN = "shared"
TOWN = Town({"A": (0, 0), "B": (4, 0), "C": (4, 4), "X": (20, 20), "Y": (21, 20)})
TOWN.way("AB", name="人民路")
TOWN.way("BC", name="河滨路")
TOWN.way("XY")
NEAR, FAR = TOWN.at("A"), TOWN.at("C")


def _import_region(folder: Path, version: str = "1") -> None:
    own = folder / f"town-{version}"
    own.mkdir()
    TOWN.router(own)
    told = {"region": "town", "version": version, "graph": f"town-{version}/graph.npz"}
    (folder / "current.json").write_text(json.dumps(told | {"bounds": [0, 0, 1, 1]}))


def _roads(current: CurrentRegion, token: str = TOKEN) -> HttpRoads:
    transport = httpx2.ASGITransport(create_app(current, TOKEN))
    return HttpRoads("http://roads", token, transport)


@pytest.fixture
def current(tmp_path: Path) -> CurrentRegion:
    return CurrentRegion(tmp_path)


async def test_travel_times_come_by_road_in_the_order_asked(
    tmp_path: Path, current: CurrentRegion
) -> None:
    _import_region(tmp_path)
    await current.look()
    travel = await _roads(current).travel_to(NEAR, [FAR, TOWN.at("X"), TOWN.at("B")])
    back = await _roads(current).travel_from(NEAR, [FAR])
    far, unreachable, middle = travel.legs
    assert travel.mode is TravelMode.ROAD
    assert unreachable is None
    assert far is not None
    assert middle is not None
    assert far.metres > middle.metres > 0
    assert list(back.legs) == [far]


async def test_the_ways_to_a_place_and_on_from_it_are_one_question(
    tmp_path: Path, current: CurrentRegion
) -> None:
    _import_region(tmp_path)
    await current.look()
    roads, starts, goals = _roads(current), [FAR, TOWN.at("X")], [TOWN.at("C")]
    middle = TOWN.at("B")
    there, onward = await roads.travel_through(middle, starts, goals, (USUAL, USUAL))
    assert there == await roads.travel_to(middle, starts)
    assert onward == await roads.travel_from(middle, goals)
    assert (there.mode, onward.mode) == (TravelMode.ROAD, TravelMode.ROAD)


async def test_a_route_names_its_streets(tmp_path: Path, current: CurrentRegion) -> None:
    _import_region(tmp_path)
    await current.look()
    route = await _roads(current).route(NEAR, FAR)
    assert (route.mode, list(route.streets)) == (TravelMode.ROAD, ["人民路", "河滨路"])
    assert route.points[0] == NEAR
    assert route.points[-1] == FAR


async def test_without_a_region_it_lives_says_so_and_lines_are_straight(
    current: CurrentRegion,
) -> None:
    await current.look()
    roads = _roads(current)
    assert await roads.ask() == (PartState.DEGRADED, "no_region")
    assert (await roads.travel_to(NEAR, [FAR])).mode is TravelMode.STRAIGHT_LINE


async def test_a_swapped_region_is_taken_up(tmp_path: Path, current: CurrentRegion) -> None:
    _import_region(tmp_path, "1")
    await current.look()
    _import_region(tmp_path, "2")
    await current.look()
    assert current.region is not None
    assert current.region.version == "2"


@pytest.mark.parametrize(
    "pointer", ["", "{}", '{"region": "t", "version": "1", "graph": "no.npz"}']
)
async def test_a_region_that_cannot_be_read_leaves_the_one_before(
    tmp_path: Path, current: CurrentRegion, pointer: str
) -> None:
    _import_region(tmp_path)
    await current.look()
    (tmp_path / "current.json").write_text(pointer)
    await current.look()
    roads = _roads(current)
    assert await roads.ask() == (PartState.DEGRADED, "region_unusable")
    assert (await roads.travel_to(NEAR, [FAR])).mode is TravelMode.ROAD


async def test_a_stranger_is_told_nothing(tmp_path: Path, current: CurrentRegion) -> None:
    _import_region(tmp_path)
    await current.look()
    stranger = _roads(current, token="guessed")
    assert await stranger.ask() == (PartState.FAILED, "roads_away")
    assert (await stranger.travel_to(NEAR, [FAR])).mode is TravelMode.STRAIGHT_LINE


async def test_a_place_far_from_all_roads_is_measured_straight(
    tmp_path: Path, current: CurrentRegion
) -> None:
    _import_region(tmp_path)
    await current.look()
    roads, elsewhere = _roads(current), Wgs84(100.0, 30.0)
    assert (await roads.travel_to(elsewhere, [FAR])).mode is TravelMode.STRAIGHT_LINE
    assert (await roads.route(elsewhere, FAR)).mode is TravelMode.STRAIGHT_LINE


def _refuse(_: httpx2.Request) -> httpx2.Response:
    raise httpx2.ConnectError("nobody listens")


def _hang_up_late(_: httpx2.Request) -> httpx2.Response:
    raise httpx2.ReadTimeout("late")


def _garbage(_: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(200, content=b"<html>")


def _too_few(_: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(200, json={"region": "town", "seconds": [], "metres": []})


@pytest.mark.parametrize("broken", [_refuse, _hang_up_late, _garbage, _too_few])
async def test_a_dead_process_is_never_an_error_but_a_straight_line(
    broken: Callable[[httpx2.Request], httpx2.Response],
) -> None:
    roads = HttpRoads("http://roads", TOKEN, httpx2.MockTransport(broken))
    travel, route = await roads.travel_to(NEAR, [FAR]), await roads.route(NEAR, FAR)
    assert travel.mode is TravelMode.STRAIGHT_LINE
    assert travel.legs == (straight_leg(NEAR, FAR),)
    assert (await roads.travel_through(NEAR, [FAR], [FAR], (USUAL, USUAL))) == (travel, travel)
    assert (route.mode, route.points, route.streets) == (TravelMode.STRAIGHT_LINE, (NEAR, FAR), ())


async def test_a_centre_without_roads_has_straight_lines() -> None:
    roads = HttpRoads(None, "")
    assert (await roads.travel_to(NEAR, [FAR])).mode is TravelMode.STRAIGHT_LINE
    assert await roads.ask() == (PartState.FAILED, "roads_away")
    await roads.close()


def test_a_straight_line_is_stretched_and_driven_at_city_speed() -> None:
    leg = straight_leg(Wgs84(119.0, 33.0), Wgs84(119.0, 33.1))
    assert leg.metres == pytest.approx(11_119.5 * 1.4, rel=0.001)
    assert leg.seconds == pytest.approx(leg.metres / 1000 / 40 * 3600)


def _closed(*letters: str) -> Conditions:
    closure = Closure(
        id=UUID(int=1),
        number=4,
        shape=ClosureShape.LINE,
        speed_percent=0,
        points=tuple(map(TOWN.at, letters)),
        reason="积水",
        begins_at=datetime(2026, 11, 1, tzinfo=UTC),
        ends_at=datetime(2026, 11, 2, tzinfo=UTC),
        drawn_by="1027",
        drawn_at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    return Conditions((closure,))


async def test_a_process_that_never_heard_of_a_closure_is_told_and_then_avoids_it(
    tmp_path: Path, current: CurrentRegion
) -> None:
    _import_region(tmp_path)
    await current.look()
    roads, closed = _roads(current), _closed("A", "B")
    travel = await roads.travel_to(FAR, [TOWN.between("A", "B"), TOWN.between("B", "C")], closed)
    assert (travel.mode, travel.closures) == (TravelMode.ROAD, (4,))
    away, near = travel.legs
    assert near is not None
    assert travel.open_s[1] == near.seconds
    assert away is not None
    assert travel.open_s[0] is not None
    assert (await roads.route(TOWN.between("B", "C"), FAR, closed)).mode is TravelMode.ROAD


async def test_a_new_process_knows_the_closures_at_its_first_question(
    tmp_path: Path, current: CurrentRegion
) -> None:
    _import_region(tmp_path)
    await current.look()
    closed, start = _closed("B", "C"), TOWN.between("A", "B")
    before = await _roads(current).travel_to(FAR, [start], closed)
    born_anew = CurrentRegion(tmp_path)
    await born_anew.look()
    assert (await _roads(born_anew).travel_to(FAR, [start], closed)) == before
    assert before.closed_goal_m is not None


async def test_a_dead_process_cannot_check_a_closure_and_straight_lines_say_they_know_none() -> (
    None
):
    roads = HttpRoads("http://roads", TOKEN, httpx2.MockTransport(_refuse))
    (closure,) = _closed("A", "B").closures
    with pytest.raises(ClosureUnchecked):
        await roads.check_closure([], closure, [FAR])
    travel = await roads.travel_to(NEAR, [FAR], Conditions((closure,)))
    assert (travel.mode, travel.closures) == (TravelMode.STRAIGHT_LINE, (4,))


async def test_a_closure_is_checked_against_places(tmp_path: Path, current: CurrentRegion) -> None:
    _import_region(tmp_path)
    await current.look()
    (closure,) = _closed("B", "C").closures
    checked = await _roads(current).check_closure([], closure, [NEAR, FAR])
    assert [one.name for one in checked.streets] == ["河滨路"]
    assert checked.cut_off == (1,)
