"""Closures and slow zones on the road graph: what they touch, avoid, slow and cut off."""

import json
from pathlib import Path

import httpx2
import pytest
from typing_extensions import override

from gis.datum import Wgs84
from gis.routing.app import create_app
from gis.routing.closed_sets import ClosedSets
from gis.routing.closures import Closure, hits_of
from gis.routing.current import CurrentRegion
from gis.routing.router import Router
from tests.unit.roads.small_maps import Town

# A block: the long way round A-D-C is three sides; S is a stub that hangs on B, H on its end.
TOWN = Town(
    {"A": (0, 0), "B": (4, 0), "C": (8, 0), "D": (0, 4), "E": (8, 4), "S": (4, -3), "Z": (4, 0.06)}
)
TOWN.way("ABC", name="人民路")
TOWN.way("AD", name="北门街")
TOWN.way("DE", name="河滨路")
TOWN.way("EC", name="东门街")
TOWN.way("BS", name="医院巷")


@pytest.fixture
def router(tmp_path: Path) -> Router:
    return TOWN.router(tmp_path)


def line(*points: Wgs84, speed: float = 0.0) -> Closure:
    return Closure(speed, area=False, points=points)


def around(letter: str, reach: float = 0.5, speed: float = 0.0) -> Closure:
    x, y = TOWN.nodes[letter]
    town = Town(
        {"p": (x - reach, y - reach), "q": (x + reach, y - reach)}
        | {"r": (x + reach, y + reach), "s": (x - reach, y + reach)}
    )
    return Closure(speed, area=True, points=tuple(town.at(one) for one in "pqrs"))


def closed(router: Router, *closures: Closure) -> Router:
    sets = ClosedSets(router)
    sets.put("k", closures)
    found = sets.find("k")
    assert found is not None
    return found.router


def seconds(router: Router, start: Wgs84, goal: Wgs84) -> float | None:
    (leg,) = router.legs_to(goal, [start])
    return None if leg is None else leg.seconds


ALONG = line(TOWN.between("A", "B", 0.3), TOWN.between("A", "B", 0.6))
ACROSS = line(TOWN.between("B", "S", 0.1), TOWN.between("B", "E", -0.1))


def test_a_line_along_a_road_closes_that_road_and_no_side_street(router: Router):
    whole = line(TOWN.at("A"), TOWN.at("B"), TOWN.at("C"))
    shares = ClosedSets(router).check([], whole, [])
    assert [one.name for one in shares.hits] == ["人民路"]


def test_a_closed_road_is_driven_round(router: Router):
    usual = seconds(router, TOWN.at("D"), TOWN.at("C"))
    start, goal = TOWN.between("A", "D", 0.2), TOWN.at("C")
    before, after = seconds(router, start, goal), seconds(closed(router, ALONG), start, goal)
    assert usual is not None
    assert before is not None
    assert after is not None
    assert after > before + 60
    assert closed(router, ALONG).route(start, goal).streets[:2] == ("北门街", "河滨路")  # type: ignore[union-attr]


def test_a_line_across_roads_is_a_barrier(router: Router):
    barrier = line(
        Wgs84(TOWN.between("A", "B").lon, TOWN.at("S").lat),
        Wgs84(TOWN.between("A", "B").lon, TOWN.at("D").lat + 0.0005),
    )
    checked = ClosedSets(router).check([], barrier, [TOWN.at("C")])
    assert {one.name for one in checked.hits} == {"人民路", "河滨路"}
    assert seconds(closed(router, barrier), TOWN.at("A"), TOWN.at("C")) is None


def test_a_slow_zone_takes_longer_by_its_share_and_closes_nothing(router: Router):
    zone = Closure(0.25, area=True, points=around("B", 1.0).points)
    start, goal = TOWN.at("A"), TOWN.at("B")
    before, after = seconds(router, start, goal), seconds(closed(router, zone), start, goal)
    assert before is not None
    # A quarter of the way lies within, at a quarter of the speed.
    assert after == pytest.approx(before * (0.75 + 0.25 * 4), rel=0.02)


def test_zones_upon_each_other_multiply(router: Router):
    one, other = around("B", 9.0, 0.5), around("B", 8.5, 0.5)
    start, goal = TOWN.at("A"), TOWN.at("B")
    before = seconds(router, start, goal)
    assert before is not None
    assert seconds(closed(router, one, other), start, goal) == pytest.approx(4 * before, rel=0.01)


def test_what_a_closure_cuts_off_is_named_and_what_was_cut_off_already_is_not(router: Router):
    sets, places = ClosedSets(router), [TOWN.at("C"), TOWN.at("S")]
    stub = line(TOWN.between("B", "S", 0.2), TOWN.between("B", "S", 0.5))
    assert sets.check([], stub, places).cut_off == [1]
    assert sets.check([stub], stub, places).cut_off == []
    assert sets.check([], around("D"), places).cut_off == []


def test_two_closures_cut_off_together_what_neither_does_alone(router: Router):
    sets, places = ClosedSets(router), [TOWN.between("D", "E", 0.3)]
    one, other = (
        line(TOWN.between("A", "D", 0.3), TOWN.between("A", "D", 0.6)),
        line(TOWN.between("D", "E", 0.6), TOWN.between("D", "E", 0.9)),
    )
    assert sets.check([], one, places).cut_off == []
    assert sets.check([one], other, places).cut_off == [0]


def test_a_place_on_a_closed_road_is_counted_from_the_nearest_open_one(router: Router):
    sets = ClosedSets(router)
    sets.put("k", [ALONG])
    found, scene = sets.find("k"), TOWN.between("A", "B", 0.45)
    assert found is not None
    assert found.off_open_road_m(scene, router) == pytest.approx(167, rel=0.05)
    assert found.off_open_road_m(TOWN.at("D"), router) is None
    assert seconds(found.router, TOWN.at("D"), scene) is not None


class Western(Town):
    """A town whose points are on Earth the other way round too."""

    @override
    def at(self, letter: str) -> Wgs84:
        x, y = self.nodes[letter]
        return Wgs84(8.6 + x / 1000, 49.4 + y / 1000)


def test_a_closure_off_every_road_says_whether_it_was_swapped(tmp_path: Path):
    town = Western(TOWN.nodes, TOWN.ways)
    sets = ClosedSets(town.router(tmp_path))
    turned = line(*(Wgs84(one.lat, one.lon) for one in (town.at("A"), town.at("B"))))
    checked = sets.check([], turned, [])
    assert (checked.hits, checked.swapped) == ([], True)
    nowhere = line(Wgs84(100.0, 30.0), Wgs84(100.0, 30.1))
    assert sets.check([], nowhere, []).swapped is False


def test_an_area_that_only_touches_a_roads_end_leaves_it_open(router: Router):
    x, y = TOWN.nodes["S"]
    town = Town({"p": (x - 1, y - 2), "q": (x + 1, y - 2), "r": (x + 1, y), "s": (x - 1, y)})
    area = Closure(0.0, area=True, points=tuple(town.at(one) for one in "pqrs"))
    assert ClosedSets(router).check([], area, []).hits == []


def test_streets_are_named_longest_first(router: Router):
    hits = ClosedSets(router).check([], around("B", 0.5), []).hits
    assert [one.name for one in hits] == ["人民路", "医院巷"]
    assert hits[0].metres == pytest.approx(93, rel=0.02)
    assert hits_of(router.graph.pieces, {}) == []


WIRE = {"speed_share": 0.0, "area": False, "points": [(one.lon, one.lat) for one in ALONG.points]}


def imported(folder: Path, version: str) -> None:
    own = folder / f"town-{version}"
    own.mkdir()
    TOWN.router(own)
    told = {"region": "town", "version": version, "graph": f"town-{version}/graph.npz"}
    (folder / "current.json").write_text(json.dumps(told | {"bounds": [0, 0, 1, 1]}))


async def test_a_set_must_be_told_before_it_is_asked_for_and_outlives_an_import(tmp_path: Path):
    imported(tmp_path, "1")
    current = CurrentRegion(tmp_path)
    await current.look()
    transport = httpx2.ASGITransport(create_app(current, "t"))
    headers = {"Authorization": "Bearer t"}
    goal, start = TOWN.at("C"), TOWN.between("A", "D", 0.2)
    asked = {"goal": [goal.lon, goal.lat], "starts": [[start.lon, start.lat]], "closures": "k"}
    async with httpx2.AsyncClient(base_url="http://r", headers=headers, transport=transport) as one:
        refused = await one.post("/travel-times", json=asked)
        assert (refused.status_code, refused.json()["code"]) == (409, "closures_unknown")
        await one.put("/closures", json={"key": "k", "closures": [WIRE]})
        told = (await one.post("/travel-times", json=asked)).json()
        assert told["seconds"][0] > told["open_s"][0] + 60
        imported(tmp_path, "2")
        await current.look()
        again = (await one.post("/travel-times", json=asked)).json()
        assert again["map_version"] == "town-2"
        assert again["seconds"] == told["seconds"]
