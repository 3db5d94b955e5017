"""How a place on a road hangs on the graph: by which states it is left, and by which reached."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gis.routing.graph import Graph
from gis.routing.pieces import Bools, Floats, Ints
from gis.routing.snap import Snap


@dataclass(frozen=True, slots=True)
class Links:
    """Links of every piece of road, a row each, filled up with -1.

    Args:
        state: From which the piece's arc is entered; or which its end is.
        arc: That arc.
        penalty_s: What the turn into it takes.
        to_tail: Whether the link lies at the arc's beginning (entering) or at its end.
    """

    state: Ints
    arc: Ints
    penalty_s: Floats
    to_tail: bool
    backward: Bools
    seconds: Floats
    metres: Floats

    @property
    def width(self) -> int:
        """How many links a piece has at most."""
        return int(self.state.shape[1])

    def arcs_of(self, piece: int) -> list[int]:
        """Give the arcs over a piece that are linked at all."""
        return [arc for arc in dict.fromkeys(self.arc[piece].tolist()) if arc >= 0]

    def at(self, snaps: Sequence[Snap]) -> tuple[Ints, Ints, Floats, Floats]:
        """Give state, arc, seconds and metres of each link of each snap."""
        pieces = np.array([snap.piece for snap in snaps], np.int64)
        shares = np.array([snap.share for snap in snaps])[:, None]
        state, arc = self.state[pieces], self.arc[pieces]
        driven = np.where(self.backward[arc], 1.0 - shares, shares)
        share = driven if self.to_tail else 1.0 - driven
        seconds = self.penalty_s[pieces] + share * self.seconds[arc]
        return state, arc, seconds, share * self.metres[arc]


def entering(graph: Graph) -> Links:
    """Give by which states each piece's arcs are entered."""
    joints = graph.joints
    return _links(graph, joints.state, joints.arc, joints.penalty_s, to_tail=True)


def leaving(graph: Graph) -> Links:
    """Give which states the ends of each piece's arcs are."""
    reached = graph.joints.reached
    arcs = np.arange(len(reached))
    return _links(graph, reached, arcs, np.zeros(len(reached)), to_tail=False)


def _links(graph: Graph, state: Ints, arc: Ints, penalty_s: Floats, *, to_tail: bool) -> Links:
    arcs, pieces = graph.arcs, len(graph.pieces.tail)
    piece = arcs.piece[arc]
    order = np.argsort(piece, kind="stable")
    count = np.bincount(piece, minlength=pieces)
    place = piece[order], np.arange(len(order)) - (np.cumsum(count) - count)[piece[order]]
    shape = (pieces, max(int(count.max(initial=1)), 1))
    states, its_arcs, penalties = np.full(shape, -1), np.full(shape, -1), np.zeros(shape)
    states[place], its_arcs[place], penalties[place] = state[order], arc[order], penalty_s[order]
    metres = graph.pieces.metres[arcs.piece]
    return Links(states, its_arcs, penalties, to_tail, arcs.backward, arcs.seconds, metres)
