"""Whatever the town: no shorter way exists than the one found, and both searches agree on it."""

from heapq import heappop, heappush
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.routing.graph import Graph
from gis.routing.router import Router
from gis.routing.search import Search
from gis.routing.snap import Snap
from tests.unit.roads.small_maps import Town

LETTERS = "ABCDEFGH"
SHARES = (0.25, 0.75)
REACH_S = 30.0  # too short for most, so that growing is tried too
pairs = st.sampled_from([one + other for one in LETTERS for other in LETTERS if one < other])
streets = st.lists(st.tuples(pairs, st.sampled_from(["no", "yes", "-1"])), min_size=4, max_size=14)
corner = st.tuples(st.integers(0, 9), st.integers(0, 9))
corners = st.lists(corner, min_size=len(LETTERS), max_size=len(LETTERS), unique=True)
number = st.integers(1, 14)
signs = st.lists(
    st.tuples(st.sampled_from(["no_left_turn", "only_straight_on"]), number, number, number),
    max_size=6,
)


def _router(places, drawn, forbidden) -> Router:
    town = Town(dict(zip(LETTERS, places, strict=True)))
    for letters, oneway in drawn:
        town.way(letters, oneway=oneway)
    for kind, from_way, via, to_way in forbidden:
        if max(from_way, to_way) <= len(drawn):
            via_node = LETTERS[via % len(LETTERS)]
            town.turn(kind, ("from", from_way), ("via", via_node), ("to", to_way))
    with TemporaryDirectory() as folder:
        return town.router(Path(folder))


def _plainly(graph: Graph, start: Snap, goal: Snap) -> float:
    """The textbook's search: arc by arc, from every way to leave the start."""
    arcs, joints = graph.arcs, graph.joints
    queue = [
        (0.0, True, int(arc)) for arc in range(len(arcs.piece)) if arcs.piece[arc] == start.piece
    ]
    best, done = inf, set()
    while queue:
        cost_s, first, arc = heappop(queue)
        if (first, arc) in done:
            continue
        done.add((first, arc))
        whole_s, back = float(arcs.seconds[arc]), bool(arcs.backward[arc])
        entered = (1.0 - start.share if back else start.share) if first else 0.0
        left = 1.0 - goal.share if back else goal.share
        if arcs.piece[arc] == goal.piece and left >= entered:
            best = min(best, cost_s + (left - entered) * whole_s)
        onward = joints.state == joints.reached[arc]
        for after, penalty_s in zip(joints.arc[onward], joints.penalty_s[onward], strict=True):
            through_s = (1.0 - entered) * whole_s + float(penalty_s)
            heappush(queue, (cost_s + through_s, False, int(after)))
    return best


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corners, streets, signs)
def test_no_way_is_shorter_than_the_one_found(places, drawn, forbidden):
    graph = _router(places, drawn, forbidden).graph
    snaps = [Snap(piece, share, 0.0) for piece in range(len(graph.pieces.tail)) for share in SHARES]
    towards, away = Search(graph, reverse=True), Search(graph, reverse=False)
    goal = snaps[0]
    expected = [_plainly(graph, start, goal) for start in snaps]
    found = [leg.seconds if leg else inf for leg in towards.legs(goal, snaps, REACH_S)]
    legs = [away.legs(start, [goal], REACH_S)[0] for start in snaps]
    mirrored = [leg.seconds if leg else inf for leg in legs]
    assert found == pytest.approx(expected)
    assert mirrored == pytest.approx(expected)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corners, streets, signs)
def test_a_drive_is_as_long_as_its_line(places, drawn, forbidden):
    router = _router(places, drawn, forbidden)
    pieces = range(len(router.graph.pieces.tail))
    towards = Search(router.graph, reverse=True)
    for piece in pieces:
        start, goal = Snap(piece, 0.3, 0.0), Snap(0, 0.6, 0.0)
        path = towards.path(goal, start, REACH_S)
        if path is not None:
            sums = sum(router.graph.pieces.metres[router.graph.arcs.piece[list(path.arcs)]])
            assert 0.0 <= path.leg.metres <= sums + 1e-6
