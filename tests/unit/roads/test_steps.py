"""A way turn by turn: into which street, which way, how far."""

from pathlib import Path

import pytest

from gis.routing.steps import Turn, turn_of
from tests.unit.roads.small_maps import Town


def steps(town: Town, folder: Path, start: str, goal: str) -> list[tuple[Turn, str]]:
    route = town.router(folder).route(town.at(start), town.at(goal))
    assert route is not None
    assert sum(one.metres for one in route.steps) == pytest.approx(route.leg.metres, abs=2)
    return [(one.turn, one.street) for one in route.steps]


@pytest.mark.parametrize(
    ("goal", "turn"),
    [("N", Turn.LEFT), ("S", Turn.RIGHT), ("E", Turn.STRAIGHT), ("T", Turn.SLIGHT_RIGHT)],
)
def test_each_turn_is_named_by_its_side_and_the_street_it_leads_into(
    tmp_path: Path, goal: str, turn: Turn
):
    nodes = {"A": (0, 0), "B": (4, 0), "N": (4, 4), "S": (4, -4), "E": (8, 0), "T": (8, -3)}
    town = Town(nodes)
    town.way("AB", name="人民路")
    for letter in "NSET":
        town.way(f"B{letter}", name=f"{letter}街")
    told = steps(town, tmp_path, "A", goal)
    assert told == [(Turn.DEPART, "人民路"), (turn, f"{goal}街")]


def test_a_street_that_only_bends_is_one_step_and_its_own_sharp_corner_is_another(tmp_path: Path):
    town = Town({"A": (0, 0), "B": (4, 0), "C": (8, 1), "D": (8, 6), "X": (4, -4), "Y": (12, 1)})
    town.way("ABCD", name="环城路")
    town.way("BX", name="南街")
    town.way("CY", name="东街")
    told = steps(town, tmp_path, "A", "D")
    assert told == [(Turn.DEPART, "环城路"), (Turn.LEFT, "环城路")]


def test_a_street_without_a_name_is_a_step_too(tmp_path: Path):
    town = Town({"A": (0, 0), "B": (4, 0), "N": (4, 4)})
    town.way("AB", name="人民路")
    town.way("BN")
    assert steps(town, tmp_path, "A", "N") == [(Turn.DEPART, "人民路"), (Turn.LEFT, "")]


@pytest.mark.parametrize(
    ("deg", "turn"),
    [
        (0, Turn.STRAIGHT),
        (24, Turn.STRAIGHT),
        (-40, Turn.SLIGHT_LEFT),
        (90, Turn.RIGHT),
        (-90, Turn.LEFT),
        (170, Turn.BACK),
        (-179, Turn.BACK),
    ],
)
def test_a_turn_is_named_by_its_angle(deg: float, turn: Turn):
    assert turn_of(deg) is turn
