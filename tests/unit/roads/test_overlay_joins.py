"""A drawn road joins what is near its ends, and cuts it there."""

from pathlib import Path

import pytest

from gis.datum import Wgs84
from gis.overlay.join import DrawnRoad, Joined, join_roads, renamed
from gis.routing.graph import assemble
from gis.routing.kept_restrictions import kept_restrictions
from gis.routing.passage import Passage
from gis.routing.pieces import Pieces
from gis.routing.router import Router
from tests.unit.roads.small_maps import Town

# Two streets that no road joins, and a place far from both:
#
#   D-------C            X
#
#   A-------B
APART = {"A": (0, 0), "B": (8, 0), "C": (8, 4), "D": (0, 4), "X": (30, 2)}
BOTH = Passage(30.0, 30.0)


@pytest.fixture
def town() -> Town:
    town = Town(APART)
    town.way("AB", name="南路")
    town.way("DC", name="北路")
    return town


def near(point: Wgs84, *, north_deg: float = 0.0) -> tuple[float, float]:
    return point.lon, point.lat + north_deg


def drawn(*points: tuple[float, float], way: int = -10_000, passage: Passage = BOTH) -> DrawnRoad:
    return DrawnRoad(way, "新路", passage, points)


def across(town: Town, passage: Passage = BOTH) -> DrawnRoad:
    """A road from the middle of one street to the middle of the other, ends some metres off."""
    start, goal = town.between("A", "B"), town.between("D", "C")
    return drawn(near(start, north_deg=0.0001), near(goal, north_deg=-0.0001), passage=passage)


def joined(town: Town, folder: Path, *roads: DrawnRoad) -> tuple[Joined, Router]:
    pieces = pieces_of(town, folder)
    done = join_roads(pieces, roads)
    return done, routed(done.pieces, folder)


def pieces_of(town: Town, folder: Path) -> Pieces:
    return town.router(folder).graph.pieces


def routed(pieces: Pieces, folder: Path) -> Router:
    return Router(assemble(pieces, kept_restrictions(folder) or []))


def test_a_drawn_road_is_driven_and_named(town: Town, tmp_path: Path):
    assert town.router(tmp_path).route(town.at("A"), town.at("C")) is None
    done, router = joined(town, tmp_path, across(town))
    route = router.route(town.at("A"), town.at("C"))
    assert route is not None
    assert route.streets == ("南路", "新路", "北路")
    assert not done.loose


def test_its_ends_lie_on_what_they_joined(town: Town, tmp_path: Path):
    done, _ = joined(town, tmp_path, across(town))
    start, goal = done.lines[-10_000]
    assert start == pytest.approx(near(town.between("A", "B")), abs=1e-6)
    assert goal == pytest.approx(near(town.between("D", "C")), abs=1e-6)


def test_a_one_way_road_is_driven_one_way(town: Town, tmp_path: Path):
    _, router = joined(town, tmp_path, across(town, passage=Passage(30.0, None)))
    assert router.route(town.at("A"), town.at("C")) is not None
    assert router.route(town.at("C"), town.at("A")) is None


def test_a_road_that_touches_nothing_is_loose(town: Town, tmp_path: Path):
    far = town.at("X")
    done, _ = joined(town, tmp_path, drawn(near(far), near(far, north_deg=0.002)))
    assert done.loose == {-10_000}


def test_an_end_near_a_junction_takes_it_and_cuts_nothing(town: Town, tmp_path: Path):
    road = drawn(near(town.at("B")), near(town.at("C")))
    before = len(pieces_of(town, tmp_path).begin)
    done, _ = joined(town, tmp_path, road)
    assert len(done.pieces.begin) == before + 1


def test_a_bend_drawn_on_a_road_is_a_crossing(town: Town, tmp_path: Path):
    south, north = town.between("A", "B", 0.25), town.between("D", "C", 0.25)
    road = drawn(near(south, north_deg=-0.002), near(south), near(north))
    _, router = joined(town, tmp_path, road)
    route = router.route(town.at("A"), town.at("D"))
    assert route is not None
    assert route.leg.metres < 1000


def test_a_later_road_joins_an_earlier_one(town: Town, tmp_path: Path):
    first = across(town)
    middle = ((first.points[0][0] + first.points[1][0]) / 2, town.at("A").lat + 0.002)
    second = drawn(middle, (middle[0] + 0.001, middle[1]), way=-20_000)
    done, router = joined(town, tmp_path, first, second)
    assert not done.loose
    assert router.route(town.at("A"), Wgs84(middle[0] + 0.001, middle[1])) is not None


def test_what_was_driven_before_takes_as_long_as_before(town: Town, tmp_path: Path):
    before = town.router(tmp_path).route(town.at("A"), town.at("B"))
    _, router = joined(town, tmp_path, across(town))
    after = router.route(town.at("A"), town.at("B"))
    assert before is not None
    assert after is not None
    assert after.leg.seconds == pytest.approx(before.leg.seconds, rel=1e-3)
    assert after.leg.metres == pytest.approx(before.leg.metres, rel=1e-3)


def test_a_sign_still_binds_after_its_street_was_cut(tmp_path: Path):
    town = Town({"A": (0, 0), "B": (4, 0), "C": (4, 4), "D": (8, 0), "E": (2, 4)})
    to, over = town.way("AB"), town.way("BC")
    town.way("BD")
    town.turn("no_left_turn", ("from", to), ("via", "B"), ("to", over))
    road = drawn(near(town.between("A", "B")), near(town.at("E")))
    _, router = joined(town, tmp_path, road)
    route = router.route(town.at("A"), town.at("C"))
    assert route is None or route.leg.metres > 1000


def test_a_road_is_told_by_its_new_name(town: Town, tmp_path: Path):
    pieces = renamed(pieces_of(town, tmp_path), {1: "新南路"})
    route = routed(pieces, tmp_path).route(town.at("A"), town.at("B"))
    assert route is not None
    assert route.streets == ("新南路",)
