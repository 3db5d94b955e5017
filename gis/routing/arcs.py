"""Directed arcs over road pieces and the turns between them: the edge-based graph."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gis.routing.pieces import Floats, Ints, Pieces

U_TURN_S = 15.0


@dataclass(frozen=True, slots=True)
class Arcs:
    """Each drivable direction of each piece.

    Args:
        piece: Which piece it runs over.
        backward: Whether from the piece's head to its tail.
    """

    piece: Ints
    backward: NDArray[np.bool_]
    seconds: Floats
    tail: Ints
    head: Ints


@dataclass(frozen=True, slots=True)
class Turns:
    """Pairs of arcs of which the second may follow the first, by the first.

    Args:
        penalty_s: What the turn itself takes.
    """

    before: Ints
    after: Ints
    penalty_s: Floats


def arcs_of(pieces: Pieces) -> Arcs:
    """Give all arcs, forward ones first."""
    ahead = np.flatnonzero(np.isfinite(pieces.forward_s))
    back = np.flatnonzero(np.isfinite(pieces.backward_s))
    return Arcs(
        piece=np.concatenate([ahead, back]),
        backward=np.arange(len(ahead) + len(back)) >= len(ahead),
        seconds=np.concatenate([pieces.forward_s[ahead], pieces.backward_s[back]]),
        tail=np.concatenate([pieces.tail[ahead], pieces.head[back]]),
        head=np.concatenate([pieces.head[ahead], pieces.tail[back]]),
    )


def turns_of(arcs: Arcs, vertices: int) -> Turns:
    """Give every turn the roads' shape allows; back on the same piece only at a dead end."""
    order = np.argsort(arcs.tail, kind="stable")
    leaving = np.bincount(arcs.tail, minlength=vertices)
    first = np.concatenate([[0], np.cumsum(leaving)])
    ways_on = leaving[arcs.head]
    before = np.repeat(np.arange(len(arcs.piece)), ways_on)
    within = np.arange(len(before)) - np.repeat(np.cumsum(ways_on) - ways_on, ways_on)
    after = order[first[arcs.head[before]] + within]
    turns_back = (arcs.piece[before] == arcs.piece[after]) & (
        arcs.backward[before] != arcs.backward[after]
    )
    kept = ~turns_back | (ways_on[before] == 1)
    return Turns(before[kept], after[kept], np.where(turns_back[kept], U_TURN_S, 0.0))
