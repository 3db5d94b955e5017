"""What vehicles reach in time, as the roads process finds it."""

import asyncio
import json
from pathlib import Path

import httpx2
import pytest

from gis.routing.app import create_app
from gis.routing.closed_sets import ClosedSets
from gis.routing.closures import Closure
from gis.routing.cover import CoverSearch, CoverSearches
from gis.routing.current import CurrentRegion
from gis.routing.demand import street_demand
from tests.unit.roads.small_maps import Town

TOKEN = "shared"
TOWN = Town({"A": (0, 0), "B": (10, 0), "C": (20, 0), "D": (30, 0), "X": (90, 90), "Y": (91, 90)})
TOWN.way("ABCD")
TOWN.way("XY")
RIVER = Town(TOWN.nodes)
for bank in ("AB", "BC", "CD"):
    RIVER.way(bank)
POINTS = tuple(TOWN.between(*pair) for pair in ("AB", "BC", "CD"))


def _bits(reached: bytes) -> list[int]:
    return [place for place in range(3) if reached[place // 8] >> place % 8 & 1]


async def test_a_point_is_reached_when_the_drive_by_road_ends_in_time(tmp_path: Path) -> None:
    router = TOWN.router(tmp_path)
    legs = router.legs_from(TOWN.at("A"), POINTS)
    seconds = [leg.seconds for leg in legs if leg is not None]
    search = CoverSearch(router)
    for number, limit_s in enumerate(seconds):
        (reached,) = await search.reach(POINTS, [TOWN.at("A")], limit_s + 0.5)
        assert _bits(reached) == list(range(number + 1))


async def test_a_standing_vehicle_is_searched_once_until_the_question_changes(
    tmp_path: Path,
) -> None:
    search = CoverSearch(TOWN.router(tmp_path))
    starts = [TOWN.at("A"), TOWN.at("D"), TOWN.at("A")]
    first = await search.reach(POINTS, starts, 100.0)
    assert search.searched == 2
    assert await search.reach(POINTS, starts, 100.0) == first
    assert search.searched == 2
    await search.reach(POINTS, starts, 120.0)
    assert search.searched == 4


async def test_others_are_answered_between_two_searches(tmp_path: Path) -> None:
    search = CoverSearch(TOWN.router(tmp_path))
    letters = "ABCD"
    asked = asyncio.create_task(search.reach(POINTS, [TOWN.at(one) for one in letters], 100.0))
    seen = set[int]()
    while not asked.done():
        seen.add(search.searched)
        await asyncio.sleep(0)
    assert seen >= {1, 2, 3}  # this loop had its turn after each search


async def test_what_lies_on_another_island_or_off_the_map_is_not_reached(tmp_path: Path) -> None:
    search = CoverSearch(TOWN.router(tmp_path))
    points = (TOWN.at("X"), TOWN.at("B"))
    (reached,) = await search.reach(points, [TOWN.at("A")], 3600.0)
    assert _bits(reached) == [1]
    far = Town({"Z": (5000, 5000)}).at("Z")
    assert await search.reach(points, [far], 3600.0) == [b"\0"]


def test_the_points_of_the_streets_lie_on_them_and_weigh_their_length(tmp_path: Path) -> None:
    router = TOWN.router(tmp_path)
    demand = street_demand(router.graph)
    assert sum(demand.metres) == pytest.approx(float(router.graph.pieces.metres.sum()), abs=1)
    assert len(demand.points) == len(demand.metres) > 1
    assert all((router.off_road_m(point) or 0) < 1 for point in demand.points)


async def test_the_process_tells_its_own_points_when_none_are_asked(tmp_path: Path) -> None:
    TOWN.router(tmp_path)
    pointer = {"region": "town", "version": "1", "graph": "graph.npz", "bounds": [0, 0, 1, 1]}
    (tmp_path / "current.json").write_text(json.dumps(pointer))
    current = CurrentRegion(tmp_path)
    await current.look()
    transport = httpx2.ASGITransport(create_app(current, TOKEN))
    head = {"Authorization": f"Bearer {TOKEN}"}
    a = (TOWN.at("A").lon, TOWN.at("A").lat)
    async with httpx2.AsyncClient(
        transport=transport, base_url="http://roads", headers=head
    ) as client:
        own = await client.post("/cover", json={"starts": [a, a], "within_s": 600})
        asked = {"starts": [a], "within_s": 600, "points": [(one.lon, one.lat) for one in POINTS]}
        told = await client.post("/cover", json=asked)
    assert own.json()["source"] == "streets"
    assert len(own.json()["points"]) > 0
    assert own.json()["reached"][0] == own.json()["reached"][1]
    assert (told.json()["source"], told.json()["points"]) == ("told", [])
    assert told.json()["reached"] == ["07"]


async def _process(folder: Path) -> httpx2.AsyncClient:
    RIVER.router(folder)
    pointer = {"region": "town", "version": "1", "graph": "graph.npz", "bounds": [0, 0, 1, 1]}
    (folder / "current.json").write_text(json.dumps(pointer))
    current = CurrentRegion(folder)
    await current.look()
    transport = httpx2.ASGITransport(create_app(current, TOKEN))
    head = {"Authorization": f"Bearer {TOKEN}"}
    return httpx2.AsyncClient(transport=transport, base_url="http://roads", headers=head)


def _bridge(speed_share: float = 0) -> dict[str, object]:
    line = [(one.lon, one.lat) for one in (RIVER.at("B"), RIVER.at("C"))]
    return {"speed_share": speed_share, "area": False, "points": line}


async def test_nobody_reaches_what_lies_behind_a_closed_bridge_until_it_is_open_again(
    tmp_path: Path,
) -> None:
    a, d = ((one.lon, one.lat) for one in (RIVER.at("A"), RIVER.between("C", "D")))
    asked = {"starts": [a], "within_s": 600, "points": [a, d]}
    async with await _process(tmp_path) as roads:
        usual = await roads.post("/cover", json=asked)
        unknown = await roads.post("/cover", json=asked | {"closures": "k"})
        await roads.put("/closures", json={"key": "k", "closures": [_bridge()]})
        closed = await roads.post("/cover", json=asked | {"closures": "k"})
        after = await roads.post("/cover", json=asked)
    assert (unknown.status_code, unknown.json()["code"]) == (409, "closures_unknown")
    assert [one.json()["reached"] for one in (usual, closed, after)] == [["03"], ["01"], ["03"]]


async def test_a_slow_zone_takes_time_and_points_of_streets_stay_where_they_are(
    tmp_path: Path,
) -> None:
    a = (RIVER.at("A").lon, RIVER.at("A").lat)
    async with await _process(tmp_path) as roads:
        usual = (await roads.post("/cover", json={"starts": [a], "within_s": 240})).json()
        await roads.put("/closures", json={"key": "k", "closures": [_bridge(0.1)]})
        slow = await roads.post("/cover", json={"starts": [a], "within_s": 240, "closures": "k"})
    assert slow.json()["points"] == usual["points"]
    assert int(slow.json()["reached"][0], 16) < int(usual["reached"][0], 16)


async def test_a_closure_that_ends_finds_what_was_searched_before_it(tmp_path: Path) -> None:
    router = RIVER.router(tmp_path)
    closed = ClosedSets(router)
    closed.put("k", [Closure(0, area=False, points=(RIVER.at("B"), RIVER.at("C")))])
    kept = closed.find("k")
    assert kept is not None
    searches = CoverSearches()
    usual = searches.over(router, router)
    assert searches.over(router, kept.router) is not usual
    assert searches.over(router, router) is usual
    other = RIVER.router(tmp_path)
    assert searches.over(other, other) is not usual
