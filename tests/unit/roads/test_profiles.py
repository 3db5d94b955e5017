"""With blue light and without: other speeds, other ways, other signs."""

import json
from pathlib import Path

import httpx2
import pytest

from dispatch.adapters.roads import HttpRoads
from dispatch.domain.travel import Conditions, TravelMode
from gis.routing.app import create_app
from gis.routing.current import CurrentRegion
from gis.routing.graph import load
from gis.routing.passage import NORMAL_KMH, SPEED_KMH, Passage, normal_passage_of, passage_of
from gis.routing.profiles import Profile, file_of
from gis.routing.router import Router
from tests.unit.roads.small_maps import Town

BLUE, NORMAL = Conditions(), Conditions(blue_light=False)
PRIMARY = {"highway": "primary"}


def routers(town: Town, folder: Path) -> tuple[Router, Router]:
    blue = town.router(folder)
    return blue, Router(load(file_of(folder / "graph.npz", Profile.NORMAL)))


def test_no_class_of_road_is_slower_with_blue_light():
    assert SPEED_KMH.keys() == NORMAL_KMH.keys()
    assert all(SPEED_KMH[kind] > NORMAL_KMH[kind] for kind in SPEED_KMH)


@pytest.mark.parametrize(
    ("tags", "blue", "normal"),
    [
        ({}, (50.0, 50.0), (36.0, 36.0)),
        ({"oneway": "yes", "oneway:emergency": "no"}, (50.0, 50.0), (36.0, None)),
        ({"oneway": "yes", "oneway:bus": "no"}, (50.0, 50.0), (36.0, None)),
        ({"oneway": "yes"}, (50.0, None), (36.0, None)),
        ({"motor_vehicle": "no"}, None, None),
        ({"motor_vehicle": "no", "emergency": "yes"}, (10.0, 10.0), None),
        ({"access": "no", "bus": "yes"}, (40.0, 40.0), None),
        ({"access": "no", "psv": "designated"}, (40.0, 40.0), None),
        ({"highway": "busway"}, (40.0, 40.0), None),
        ({"highway": "footway", "emergency": "yes"}, (10.0, 10.0), None),
        ({"emergency": "no"}, None, (36.0, 36.0)),
        ({"maxspeed": "30"}, (30.0, 30.0), (30.0, 30.0)),
    ],
)
def test_only_what_the_map_offers_to_emergencies_is_taken(
    tags: dict[str, str],
    blue: tuple[float | None, float | None] | None,
    normal: tuple[float | None, float | None] | None,
):
    assert passage_of(PRIMARY | tags) == (Passage(*blue) if blue else None)
    assert normal_passage_of(PRIMARY | tags) == (Passage(*normal) if normal else None)


def test_a_bus_lane_is_a_short_cut_with_blue_light_alone(tmp_path: Path):
    town = Town({"A": (0, 0), "B": (8, 0), "C": (0, 8), "D": (8, 8)})
    town.way("ACDB", highway="primary")
    town.way("AB", highway="service", access="no", bus="yes", name="公交专用道")
    blue, normal = routers(town, tmp_path)
    direct, around = (router.route(town.at("A"), town.at("B")) for router in (blue, normal))
    assert direct is not None
    assert around is not None
    assert "公交专用道" in direct.streets
    assert around.leg.metres > 2 * direct.leg.metres


def crossing(**sign: str) -> Town:
    """Two streets that cross; from the west into the north there is a sign. A block leads round."""
    town = Town({"W": (-4, 0), "X": (0, 0), "N": (0, 4), "E": (4, 0), "F": (4, 4)})
    first, last = town.way("WX"), town.way("XN")
    town.way("XE")
    town.way("EFN")
    members = (("from", first), ("via", "X"), ("to", last))
    town.turn("no_left_turn", *members, **sign)
    return town


@pytest.mark.parametrize(
    ("sign", "round_with_blue"), [({}, True), ({"except": "emergency"}, False)]
)
def test_a_sign_binds_both_unless_it_excepts_emergencies_itself(
    tmp_path: Path, sign: dict[str, str], round_with_blue: bool
):
    town = crossing(**sign)
    blue, normal = routers(town, tmp_path)
    start, goal = town.between("W", "X"), town.between("X", "N")
    usual_m = 2 * 4 * 100
    (with_blue,), (without,) = (one.legs_to(goal, [start]) for one in (blue, normal))
    assert with_blue is not None
    assert without is not None
    assert (with_blue.metres > usual_m) is round_with_blue
    assert without.metres > usual_m


async def test_a_question_chooses_how_one_drives_and_an_older_map_has_one_way_only(tmp_path: Path):
    town = Town({"A": (0, 0), "B": (8, 0)})
    town.way("AB", highway="primary", name="人民路")
    (tmp_path / "t").mkdir()
    town.router(tmp_path / "t")
    told = {"region": "town", "version": "1", "graph": "t/graph.npz"}
    (tmp_path / "current.json").write_text(json.dumps(told))
    assert await _seconds(tmp_path, NORMAL) == pytest.approx(
        await _seconds(tmp_path, BLUE) * 50 / 36, rel=0.01
    )
    file_of(tmp_path / "t" / "graph.npz", Profile.NORMAL).unlink()
    assert await _seconds(tmp_path, NORMAL) == await _seconds(tmp_path, BLUE)


async def _seconds(folder: Path, conditions: Conditions) -> float:
    current = CurrentRegion(folder)
    await current.look()
    roads = HttpRoads("http://r", "t", httpx2.ASGITransport(create_app(current, "t")))
    town = Town({"A": (0, 0), "B": (8, 0)})
    travel = await roads.travel_to(town.at("B"), [town.at("A")], conditions)
    assert travel.mode is TravelMode.ROAD
    (leg,) = travel.legs
    assert leg is not None
    return leg.seconds
