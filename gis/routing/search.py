"""Fastest ways over the graph: one search answers for all vehicles of one incident."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, dijkstra

from gis.routing.graph import Graph
from gis.routing.pieces import Floats, Ints
from gis.routing.snap import Snap

LIMITS_S = (900.0, 3600.0)  # most answers lie within the first; each costs what it covers


@dataclass(frozen=True, slots=True)
class Leg:
    """What a drive takes."""

    seconds: float
    metres: float


@dataclass(frozen=True, slots=True)
class Path:
    """One drive as the arcs it runs over, and where it joins the first and leaves the last."""

    leg: Leg
    arcs: tuple[int, ...]
    start: Snap
    goal: Snap


class Search:
    """Searches from one place over all arcs: to it (reverse) or from it (forward).

    Both are one algorithm on mirrored graphs. The place stands as one more node of the graph,
    whose row holds the arcs over its piece; that row is written anew for each search, so one
    `Search` serves one search at a time.
    """

    def __init__(self, graph: Graph, *, reverse: bool) -> None:
        self._arcs, self._is_main = graph.arcs, graph.component == graph.main
        self._metres = np.append(graph.pieces.metres[graph.arcs.piece], 0.0)
        self._reverse = reverse
        self._of_piece = _arcs_of_pieces(graph)
        self._matrix = _matrix(graph, reverse=reverse, slots=self._of_piece.shape[1])
        self._turns = graph.turns
        self._is_tied = self._tied_to_main()

    def legs(self, place: Snap, others: Sequence[Snap | None]) -> list[Leg | None]:
        """Give the drive between each of the others and the place; None where there is none."""
        paths = self._paths(place, others, with_arcs=False)
        return [None if path is None else path.leg for path in paths]

    def path(self, place: Snap, other: Snap) -> Path | None:
        """Give one drive with its arcs."""
        return self._paths(place, [other], with_arcs=True)[0]

    def _paths(
        self, place: Snap, others: Sequence[Snap | None], *, with_arcs: bool
    ) -> list[Path | None]:
        known = [index for index, other in enumerate(others) if other is not None]
        snaps = [other for other in others if other is not None]
        paths: list[Path | None] = [None] * len(others)
        if not snaps:
            return paths
        found = self._grow(place, snaps)
        for index, path in zip(known, self._told(place, snaps, found, with_arcs), strict=True):
            paths[index] = path
        return paths

    def _grow(self, place: Snap, others: Sequence[Snap]) -> "_Found":
        """Search farther and farther until all that can be reached are."""
        self._enter(place)
        ends = self._ends(place, others)
        for limit_s in LIMITS_S if ends is not None else ():
            found = self._run(place, others, limit_s)
            if np.array_equal(np.isfinite(found.seconds), np.asarray(ends)):
                return found
        return self._run(place, others, inf)

    def _run(self, place: Snap, others: Sequence[Snap], limit_s: float) -> "_Found":
        cost_s, following = dijkstra(
            self._matrix, indices=len(self._is_main), limit=limit_s, return_predecessors=True
        )
        return self._choose(place, others, cost_s, following)

    def _enter(self, place: Snap) -> None:
        """Write the place's row: the arcs over its piece, each at what the way to it takes."""
        arcs = self._of_piece[place.piece]
        arcs = arcs[arcs >= 0]
        share = self._share(arcs, place)
        slots, node = self._of_piece.shape[1], len(self._is_main)
        indices, weights = np.full(slots, node), np.ones(slots)
        indices[: len(arcs)] = arcs
        weights[: len(arcs)] = self._arcs.seconds[arcs] * share
        self._matrix.indices[-slots:], self._matrix.data[-slots:] = indices, weights

    def _share(self, arcs: Ints, snap: Snap | Sequence[Snap]) -> Floats:
        """Tell how much of each arc lies between the snap and the arc's far end in the search."""
        shares = np.array([one.share for one in snap] if not isinstance(snap, Snap) else snap.share)
        shares = shares[:, None] if shares.ndim else shares
        from_tail = np.where(self._arcs.backward[arcs], 1.0 - shares, shares)
        share: Floats = from_tail if self._reverse else 1.0 - from_tail
        return share

    def _tied_to_main(self) -> NDArray[np.bool_]:
        """Tell which arcs lead to the main component, or from it when the search is forward."""
        tied = np.zeros(len(self._is_main) + 1, bool)
        if self._is_main.any():
            start = int(np.argmax(self._is_main))
            tied[breadth_first_order(self._matrix, start, return_predecessors=False)] = True
        return tied

    def _ends(self, place: Snap, others: Sequence[Snap]) -> NDArray[np.bool_] | None:
        """Tell which of the others will be reached in the end; None when that is not known."""
        if not self._is_main[self._of_piece[place.piece]].any():
            return None
        arcs = self._of_piece[[other.piece for other in others]]
        return np.asarray((self._is_tied[arcs] & (arcs >= 0)).any(axis=1))

    def _choose(
        self, place: Snap, others: Sequence[Snap], cost_s: Floats, following: Ints
    ) -> "_Found":
        arcs = self._of_piece[[other.piece for other in others]]
        passed_s = self._share(arcs, others) * self._arcs.seconds[arcs]
        seconds = np.where(arcs >= 0, cost_s[arcs] - passed_s, inf)
        on = following[arcs]
        for row, other in enumerate(others):
            if other.piece == place.piece:
                columns = self._past(place, other, arcs[row])
                on[row, columns], seconds[row, columns] = self._loop(
                    other, arcs[row, columns], cost_s
                )
        rows, best = np.arange(len(others)), np.argmin(seconds, axis=1)
        return _Found(arcs[rows, best], on[rows, best], seconds[rows, best], following)

    def _past(self, place: Snap, other: Snap, arcs: Ints) -> Ints:
        """Tell in which columns one on the place's own piece has the place behind it."""
        past = (arcs >= 0) & (self._share(arcs, other) > self._share(arcs, place))
        return np.flatnonzero(past)

    def _loop(self, other: Snap, arcs: Ints, cost_s: Floats) -> tuple[list[int], list[float]]:
        """Send it round the block: the arc that comes after its own, and the time in all."""
        rounds = [self._round(int(arc), cost_s) for arc in arcs]
        own_s = (1.0 - self._share(arcs, other)) * self._arcs.seconds[arcs]
        return [on for on, _ in rounds], [
            s + own for (_, s), own in zip(rounds, own_s, strict=True)
        ]

    def _round(self, arc: int, cost_s: Floats) -> tuple[int, float]:
        turns = self._turns
        here, there = (turns.before, turns.after) if self._reverse else (turns.after, turns.before)
        places = np.flatnonzero(here == arc)
        if not len(places):
            return arc, inf
        total_s = cost_s[there[places]] + turns.penalty_s[places]
        best = int(np.argmin(total_s))
        return int(there[places[best]]), float(total_s[best])

    def _told(
        self, place: Snap, others: Sequence[Snap], found: "_Found", with_arcs: bool
    ) -> list[Path | None]:
        metres, steps = self._walk(place, others, found, with_arcs)
        told: list[Path | None] = []
        for row, other in enumerate(others):
            if not np.isfinite(found.seconds[row]):
                told.append(None)
                continue
            leg = Leg(max(float(found.seconds[row]), 0.0), max(float(metres[row]), 0.0))
            arcs = tuple(step[row] for step in steps if step[row] < len(self._is_main))
            start, goal = (other, place) if self._reverse else (place, other)
            told.append(Path(leg, arcs if self._reverse else arcs[::-1], start, goal))
        return told

    def _walk(
        self, place: Snap, others: Sequence[Snap], found: "_Found", with_arcs: bool
    ) -> tuple[Floats, list[list[int]]]:
        """Follow all drives at once, an arc a step, and sum their lengths."""
        arrived = len(self._is_main)
        following = found.following.copy()
        following[arrived] = arrived
        here = np.where(np.isfinite(found.seconds), found.arc, arrived)
        metres = self._metres[here] * (1.0 - self._share_or_0(here, others))
        last, here_next, steps = here.copy(), np.where(here < arrived, found.on, arrived), []
        while True:
            if with_arcs:
                steps.append(here.tolist())
            here, here_next = here_next, following[here_next]
            metres += self._metres[here]
            np.copyto(last, here, where=here < arrived)
            if (here == arrived).all():
                break
        rest = 1.0 - self._share(np.minimum(last, arrived - 1), place)
        return metres - rest * self._metres[last], steps

    def _share_or_0(self, arcs: Ints, others: Sequence[Snap]) -> Floats:
        return self._share(np.minimum(arcs, len(self._is_main) - 1)[:, None], others)[:, 0]


@dataclass(frozen=True, slots=True)
class _Found:
    """The best arc of each of the others, the one after it, and how each arc goes on."""

    arc: Ints
    on: Ints
    seconds: Floats
    following: Ints


def _arcs_of_pieces(graph: Graph) -> Ints:
    """Give the arcs over each piece in a row, filled up with -1."""
    piece = graph.arcs.piece
    order = np.argsort(piece, kind="stable")
    count = np.bincount(piece, minlength=len(graph.pieces.tail))
    first = np.cumsum(count) - count
    table = np.full((len(count), max(int(count.max()), 1)), -1)
    table[piece[order], np.arange(len(order)) - first[piece[order]]] = order
    return table


def _matrix(graph: Graph, *, reverse: bool, slots: int) -> csr_array:
    """Give the graph with the place's row at its end.

    Reverse: from an arc to those before it, at what they take. Forward: to those after it.
    """
    turns, seconds = graph.turns, graph.arcs.seconds
    row, column = (turns.after, turns.before) if reverse else (turns.before, turns.after)
    order = np.argsort(row, kind="stable")
    count = len(seconds)
    data = np.concatenate([(turns.penalty_s + seconds[column])[order], np.ones(slots)])
    indices = np.concatenate([column[order], np.full(slots, count)]).astype(np.int32)
    rows = np.append(np.bincount(row, minlength=count), slots)
    first = np.concatenate([[0], np.cumsum(rows)]).astype(np.int32)
    return csr_array((data, indices, first), shape=(count + 1, count + 1))
