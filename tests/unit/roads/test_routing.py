"""What a driver may and may not do, on towns small enough to see at a glance."""

from itertools import pairwise
from pathlib import Path

import pytest

from gis.datum import Wgs84
from gis.geodesy import distance_m
from gis.routing.router import OffTheMap
from tests.unit.roads.small_maps import Town

# A square A B C D with a cross street's end E behind B, and an island X Y:
#
#   D---C           Y
#   |   |           |
#   A---B---E       X
SQUARE = {"A": (0, 0), "B": (2, 0), "C": (2, 2), "D": (0, 2), "E": (4, 0), "X": (9, 0), "Y": (9, 2)}


@pytest.fixture
def town() -> Town:
    return Town(SQUARE)


def _metres(town: Town, folder: Path, start: Wgs84, goal: Wgs84) -> float:
    router = town.router(folder)
    (to,), (from_,) = router.legs_to(goal, [start]), router.legs_from(start, [goal])
    assert to is not None
    assert from_ is not None
    assert from_.metres == pytest.approx(to.metres)
    return to.metres


def _square(town: Town) -> None:
    for street in ("AB", "BC", "CD", "DA", "BE"):
        town.way(street, name=f"{street}路")


def _along(town: Town, letters: str) -> float:
    points = [town.at(letter) for letter in letters]
    return sum(distance_m(a, b) for a, b in pairwise(points))


def test_a_drive_runs_along_the_streets(town: Town, tmp_path: Path) -> None:
    _square(town)
    metres = _metres(town, tmp_path, town.at("A"), town.at("C"))
    assert metres == pytest.approx(_along(town, "ABC"), rel=0.01)


def test_a_place_in_the_middle_of_a_street_counts_only_its_part(town: Town, tmp_path: Path) -> None:
    _square(town)
    metres = _metres(town, tmp_path, town.between("A", "B", 0.75), town.between("B", "C", 0.25))
    assert metres == pytest.approx((_along(town, "AB") + _along(town, "BC")) / 4, rel=0.01)


def test_a_one_way_street_is_never_driven_against(town: Town, tmp_path: Path) -> None:
    town.way("ABCDA", oneway="yes")
    metres = _metres(town, tmp_path, town.at("B"), town.at("A"))
    assert metres == pytest.approx(_along(town, "BCDA"), rel=0.01)


def test_a_place_just_passed_on_a_one_way_street_needs_the_whole_round(
    town: Town, tmp_path: Path
) -> None:
    town.way("ABCDA", oneway="yes")
    start, goal = town.between("A", "B", 0.6), town.between("A", "B", 0.4)
    metres = _metres(town, tmp_path, start, goal)
    assert metres == pytest.approx(_along(town, "ABCDA") - distance_m(start, goal), rel=0.01)


def test_a_street_one_way_backwards_is_driven_backwards(town: Town, tmp_path: Path) -> None:
    town.way("ABCDA", oneway="-1")
    metres = _metres(town, tmp_path, town.at("A"), town.at("B"))
    assert metres == pytest.approx(_along(town, "ADCB"), rel=0.01)


@pytest.mark.parametrize("tags", [{"junction": "roundabout"}, {"highway": "motorway"}])
def test_roundabouts_and_motorways_are_one_way_unless_told(
    town: Town, tmp_path: Path, tags: dict[str, str]
) -> None:
    town.way("ABCDA", **tags)
    metres = _metres(town, tmp_path, town.at("B"), town.at("A"))
    assert metres == pytest.approx(_along(town, "BCDA"), rel=0.01)


def test_a_forbidden_turn_is_driven_around(town: Town, tmp_path: Path) -> None:
    _square(town)
    town.turn("no_left_turn", ("from", 5), ("via", "B"), ("to", 2))
    metres = _metres(town, tmp_path, town.at("E"), town.between("B", "C", 0.9))
    assert metres == pytest.approx(_along(town, "EBADC") + _along(town, "BC") / 10, rel=0.01)


def test_the_only_turn_allowed_is_the_only_one_taken(town: Town, tmp_path: Path) -> None:
    _square(town)
    town.turn("only_straight_on", ("from", 5), ("via", "B"), ("to", 1))
    metres = _metres(town, tmp_path, town.at("E"), town.between("B", "C", 0.9))
    assert metres == pytest.approx(_along(town, "EBADC") + _along(town, "BC") / 10, rel=0.01)


def test_a_turn_forbidden_to_others_is_free_for_us(town: Town, tmp_path: Path) -> None:
    _square(town)
    members = (("from", 5), ("via", "B"), ("to", 2))
    town.turn("no_left_turn", *members, **{"except": "psv;emergency"})
    metres = _metres(town, tmp_path, town.at("E"), town.at("C"))
    assert metres == pytest.approx(_along(town, "EBC"), rel=0.01)


def test_a_turn_forbidden_over_a_street_binds_only_who_came_that_way(
    town: Town, tmp_path: Path
) -> None:
    _square(town)
    town.turn("no_u_turn", ("from", 5), ("via", 1), ("to", 4))
    goal = town.between("A", "D", 0.2)
    bound = _metres(town, tmp_path, town.at("E"), goal)
    free = _metres(town, tmp_path, town.between("A", "B", 0.9), goal)
    assert bound == pytest.approx(_along(town, "EBCD") + _along(town, "DA") * 0.8, rel=0.01)
    assert free == pytest.approx(_along(town, "AB") * 0.9 + _along(town, "AD") * 0.2, rel=0.01)


def test_of_two_parallel_streets_the_faster_is_taken(tmp_path: Path) -> None:
    town = Town({"A": (0, 0), "B": (4, 0), "C": (2, 1)})
    town.way("AB", highway="service", name="巷")
    town.way("ACB", highway="primary", name="大道")
    route = town.router(tmp_path).route(town.at("A"), town.at("B"))
    assert route is not None
    assert route.streets == ("大道",)


def test_nobody_drives_where_access_is_denied_but_an_ambulance_where_it_is_meant(
    tmp_path: Path,
) -> None:
    town = Town({"A": (0, 0), "B": (4, 0), "C": (2, 9)})
    town.way("ACB")
    gate = town.way("AB", access="no", highway="service")
    long = _metres(town, tmp_path, town.at("A"), town.at("B"))
    town.ways[gate - 1][1]["emergency"] = "yes"
    short = _metres(town, tmp_path, town.at("A"), town.at("B"))
    assert long == pytest.approx(_along(town, "ACB"), rel=0.01)
    assert short == pytest.approx(_along(town, "AB"), rel=0.01)


def test_what_no_road_leads_to_is_told_as_such(town: Town, tmp_path: Path) -> None:
    _square(town)
    town.way("XY")
    router = town.router(tmp_path)
    there, here = town.between("X", "Y"), town.at("A")
    reachable, not_reachable, nowhere = router.legs_to(here, [town.at("C"), there, Wgs84(0, 0)])
    assert reachable is not None
    assert (not_reachable, nowhere) == (None, None)
    assert router.route(there, here) is None


def test_a_place_beside_a_dead_corner_joins_the_road_that_leads_everywhere(
    tmp_path: Path,
) -> None:
    town = Town({"A": (0, 0), "B": (2, 0), "C": (2, 2), "X": (0.5, 0.4), "Y": (1.5, 0.4)})
    for street in ("AB", "BC", "CA", "XY"):
        town.way(street)
    (leg,) = town.router(tmp_path).legs_to(town.between("X", "Y"), [town.at("C")])
    assert leg is not None


def test_a_place_without_roads_is_off_the_map(town: Town, tmp_path: Path) -> None:
    _square(town)
    router = town.router(tmp_path)
    with pytest.raises(OffTheMap):
        router.legs_to(Wgs84(120.0, 34.0), [town.at("A")])


def test_the_way_on_foot_is_told(town: Town, tmp_path: Path) -> None:
    _square(town)
    middle, aside = town.between("B", "E"), Wgs84(119.033, 33.5996)
    expected = distance_m(middle, aside)
    assert town.router(tmp_path).off_road_m(aside) == pytest.approx(expected, rel=0.02)


def test_a_route_is_drawn_from_start_to_goal_with_its_streets(town: Town, tmp_path: Path) -> None:
    _square(town)
    start, goal = town.between("A", "B"), town.between("B", "C")
    route = town.router(tmp_path).route(start, goal)
    assert route is not None
    assert route.streets == ("AB路", "BC路")
    assert route.points == (start, town.at("B"), goal)


def test_a_car_turns_round_only_at_a_dead_end(town: Town, tmp_path: Path) -> None:
    _square(town)
    town.turn("only_right_turn", ("from", 2), ("via", "B"), ("to", 5))
    metres = _metres(town, tmp_path, town.between("B", "C", 0.5), town.between("A", "B", 0.9))
    shortest = min(
        _along(town, "BC") / 2 + _along(town, "BEB") + _along(town, "AB") / 10,
        _along(town, "BC") / 2 + _along(town, "CDA") + _along(town, "AB") * 0.9,
    )
    assert metres == pytest.approx(shortest, rel=0.01)
