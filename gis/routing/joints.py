"""Joins arcs to states that a search walks over.

A state is what matters of a drive so far. Where every turn is allowed, that is only the junction
reached; where a turn is not, and at the next junctions from there, it is the arc that was driven,
so that nobody turns round behind a sign to cheat it. This keeps an edge-based graph nearly as
small as a plain one.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from gis.routing.arcs import Arcs, Turns, turns_of
from gis.routing.pieces import Bools, Floats, Ints

# So many junctions from a sign nobody may turn back. With one, 2 % of the ways in Heidelberg did so
# behind the next crossing; `dispatch120 bench road-equality` compares with an exact search.
REMEMBERED_JUNCTIONS = 16


@dataclass(frozen=True, slots=True)
class Joints:
    """States and the arcs that go on from them.

    Args:
        reached: The state that the end of each arc is.
        state: From which it goes on, for each possibility,
        arc: over which arc,
        penalty_s: and what the turn itself takes.
        main: Of each state: whether it belongs to the largest part of the map within which
            every state is reached from every other.
    """

    reached: Ints
    state: Ints
    arc: Ints
    penalty_s: Floats
    main: Bools


def join(arcs: Arcs, turns: Turns, vertices: int) -> Joints:
    """Make the states of a graph."""
    tight = _tight(arcs, turns, vertices)
    ends_tight = tight[arcs.head]
    of_vertex = np.cumsum(~tight) - 1
    own = np.count_nonzero(~tight) + np.cumsum(ends_tight) - 1
    reached = np.where(ends_tight, own, of_vertex[arcs.head])
    bound = np.flatnonzero(ends_tight[turns.before])
    free = np.flatnonzero(~tight[arcs.tail])
    least_s = np.full(len(arcs.piece), np.inf)
    np.minimum.at(least_s, turns.after, turns.penalty_s)
    state = np.concatenate([reached[turns.before[bound]], of_vertex[arcs.tail[free]]])
    arc = np.concatenate([turns.after[bound], free])
    alone_s = np.where(np.isfinite(least_s[free]), least_s[free], 0.0)
    penalty_s = np.concatenate([turns.penalty_s[bound], alone_s])
    count = int(max(reached.max(initial=-1), of_vertex.max(initial=-1))) + 1
    return Joints(reached, state, arc, penalty_s, _main(state, reached[arc], count))


def main_arcs(joints: Joints) -> Bools:
    """Tell which arcs lie within the largest part: entered from it and ending in it."""
    entered = np.zeros(len(joints.reached), bool)
    entered[joints.arc[joints.main[joints.state]]] = True
    within: Bools = entered & joints.main[joints.reached]
    return within


def without_arcs(joints: Joints, gone: Bools) -> Joints:
    """Give the joints of a map on which some arcs are not driven; states keep their numbers.

    Args:
        joints: Of the whole map.
        gone: Of each arc: whether it is not driven.
    """
    kept = ~gone[joints.arc]
    state, arc = joints.state[kept], joints.arc[kept]
    main = _main(state, joints.reached[arc], len(joints.main))
    return Joints(joints.reached, state, arc, joints.penalty_s[kept], main)


def _tight(arcs: Arcs, turns: Turns, vertices: int) -> Bools:
    """Tell at which junctions it matters where one comes from."""
    every = turns_of(arcs, vertices)
    possible = np.bincount(arcs.head[every.before], minlength=vertices)
    allowed = np.bincount(arcs.head[turns.before], minlength=vertices)
    signed = possible != allowed
    tight: Bools = signed
    for _ in range(REMEMBERED_JUNCTIONS):
        grown = tight.copy()
        grown[arcs.head[tight[arcs.tail]]] = True
        grown[arcs.tail[tight[arcs.head]]] = True
        tight = grown
    return tight


def _main(state: Ints, reached: Ints, count: int) -> Bools:
    if count == 0:
        return np.zeros(0, bool)
    links = csr_array((np.ones(len(state), np.int8), (state, reached)), shape=(count, count))
    _, component = connected_components(links, directed=True, connection="strong")
    return np.asarray(component == np.bincount(component).argmax())
