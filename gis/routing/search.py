"""Fastest ways over the graph: one search answers for all vehicles of one incident."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, dijkstra

from gis.routing.graph import Graph
from gis.routing.links import entering, leaving
from gis.routing.pieces import Bools, Floats, Ints
from gis.routing.snap import Snap

GROW = 3.0  # a search that did not reach everybody goes so much farther


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


@dataclass(frozen=True, slots=True)
class _Found:
    """The search's tree, and where each of the others hangs on it.

    Args:
        before: The state before each state, seen from the place.
        column: Which of an other's links is the best; -1: the drive stays on one arc.
        seconds: In all; infinite where there is no way.
        metres: Of a drive that stays on one arc.
        state: Where each other hangs.
    """

    before: Ints
    column: Ints
    seconds: Floats
    metres: Floats
    state: Ints


class Search:
    """Searches from one place over all states: to it (reverse) or from it (forward).

    Both are one algorithm on mirrored graphs. The place is one more node of the graph, whose row
    is written anew for each search; so one `Search` serves one search at a time.
    """

    def __init__(self, graph: Graph, *, reverse: bool) -> None:
        self._reverse = reverse
        self._arc_seconds = graph.arcs.seconds
        self._arc_metres = graph.pieces.metres[graph.arcs.piece]
        ways_in, ways_out = entering(graph), leaving(graph)
        self._leaving = ways_out
        self._of_place, self._of_others = (ways_in, ways_out) if reverse else (ways_out, ways_in)
        self._node = len(graph.joints.main)
        self._matrix, self._arc_of = _matrix(graph, self._of_place.width, reverse=reverse)
        self._most = int(np.diff(self._matrix.indptr)[:-1].max(initial=0))
        self._is_main = np.append(graph.joints.main, False)
        self._is_tied = self._tied_to_main()

    def legs(self, place: Snap, others: Sequence[Snap | None], reach_s: float) -> list[Leg | None]:
        """Give the drive between each of the others and the place; None where there is none.

        Args:
            place: Where all drives end, or begin.
            others: None stands for one that is nowhere.
            reach_s: A guess of the longest drive: what is farther takes a second search.
        """
        known = [index for index, other in enumerate(others) if other is not None]
        legs: list[Leg | None] = [None] * len(others)
        if known:
            snaps = [other for other in others if other is not None]
            found = self._grow(place, snaps, reach_s)
            for index, leg in zip(known, self._legs(place, snaps, found), strict=True):
                legs[index] = leg
        return legs

    def seconds_within(self, place: Snap, others: Sequence[Snap], limit_s: float) -> Floats:
        """Give the seconds of each drive, exact up to the limit, by one search that ends there."""
        self._write_row(place)
        return self._run(place, others, limit_s).seconds

    def path(self, place: Snap, other: Snap, reach_s: float) -> Path | None:
        """Give one drive with its arcs."""
        found = self._grow(place, [other], reach_s)
        (leg,) = self._legs(place, [other], found)
        if leg is None:
            return None
        arcs = self._arcs_between(place, other, found)
        start, goal = (other, place) if self._reverse else (place, other)
        return Path(leg, arcs if self._reverse else arcs[::-1], start, goal)

    def _grow(self, place: Snap, others: Sequence[Snap], reach_s: float) -> _Found:
        """Search farther and farther until all that can be reached are, each by its fastest way.

        A drive that takes longer than the limit may have a faster one beyond it: the last stretch
        to another of its links is not counted in the search.
        """
        self._write_row(place)
        ends = self._will_be_reached(place, others)
        for limit_s in (reach_s, reach_s * GROW) if ends is not None else ():
            found = self._run(place, others, limit_s)
            reached = np.isfinite(found.seconds)
            longest_s = found.seconds[reached].max(initial=0.0)
            if np.array_equal(reached, np.asarray(ends)) and longest_s <= limit_s:
                return found
        return self._run(place, others, inf)

    def _write_row(self, place: Snap) -> None:
        states, _, seconds, _ = self._of_place.at([place])
        slots = self._of_place.width
        valid = states[0] >= 0
        self._matrix.indices[-slots:] = np.where(valid, states[0], self._node)
        self._matrix.data[-slots:] = np.where(valid, seconds[0], 1.0)

    def _run(self, place: Snap, others: Sequence[Snap], limit_s: float) -> _Found:
        cost_s, before = dijkstra(
            self._matrix, indices=self._node, limit=limit_s, return_predecessors=True
        )
        states, _, own_s, _ = self._of_others.at(others)
        total_s = np.where(states >= 0, cost_s[states] + own_s, inf)
        rows, column = np.arange(len(others)), np.argmin(total_s, axis=1)
        seconds, metres = total_s[rows, column], np.zeros(len(others))
        for row, other in enumerate(others):
            if other.piece == place.piece:
                direct = self._direct(place, other)
                if direct is not None and direct.seconds <= seconds[row]:
                    seconds[row], metres[row] = direct.seconds, direct.metres
                    column[row] = -1
        return _Found(before, column, seconds, metres, states[rows, column])

    def _direct(self, place: Snap, other: Snap) -> Leg | None:
        """Give the drive along the one piece that both are on, where it may be driven that way."""
        start, goal = (other, place) if self._reverse else (place, other)
        arc = self._arc_along(start, goal)
        if arc is None:
            return None
        share = abs(goal.share - start.share)
        return Leg(share * float(self._arc_seconds[arc]), share * float(self._arc_metres[arc]))

    def _arc_along(self, start: Snap, goal: Snap) -> int | None:
        arcs = self._leaving.arcs_of(start.piece)
        ahead = [arc for arc in arcs if self._leaving.backward[arc] == (goal.share < start.share)]
        at_once = arcs if goal.share == start.share else ahead
        return at_once[0] if at_once else None

    def _tied_to_main(self) -> Bools:
        """Tell which states lead to the main part, or are led to when the search is forward."""
        tied = np.zeros(self._node + 1, bool)
        if self._is_main.any():
            start = int(np.argmax(self._is_main))
            tied[breadth_first_order(self._matrix, start, return_predecessors=False)] = True
        return tied

    def _will_be_reached(self, place: Snap, others: Sequence[Snap]) -> Bools | None:
        """Tell which of the others will be reached in the end; None when that is not known."""
        states = self._of_place.at([place])[0][0]
        if not self._is_main[states[states >= 0]].any():
            return None
        tied = self._of_others.at(others)[0]
        same = np.array([self._is_same(place, other) for other in others])
        return np.asarray((self._is_tied[tied] & (tied >= 0)).any(axis=1) | same)

    def _is_same(self, place: Snap, other: Snap) -> bool:
        return other.piece == place.piece and self._direct(place, other) is not None

    def _legs(self, place: Snap, others: Sequence[Snap], found: _Found) -> list[Leg | None]:
        metres = np.where(found.column < 0, found.metres, self._walk(place, others, found))
        pairs = zip(found.seconds.tolist(), metres.tolist(), strict=True)
        return [Leg(seconds, length) if seconds < inf else None for seconds, length in pairs]

    def _walk(self, place: Snap, others: Sequence[Snap], found: _Found) -> Floats:
        """Sum the lengths of all drives, all at once, a state a step."""
        arrived = self._node
        before = found.before.copy()
        before[arrived] = arrived
        hangs = np.isfinite(found.seconds) & (found.column >= 0)
        here = np.where(hangs, found.state, arrived)
        steps = []
        while (here < arrived).any():
            steps.append(here)
            here = before[here]
        if not steps:
            return np.zeros(len(others))
        walked = np.stack(steps)
        lengths = self._lengths(place, walked, before)
        own = self._of_others.at(others)[3][np.arange(len(others)), found.column]
        metres: Floats = own + lengths[walked].sum(axis=0)
        return metres

    def _lengths(self, place: Snap, walked: Ints, before: Ints) -> Floats:
        """Give the length of what lies between each state that was walked and the one before it."""
        lengths = np.zeros(self._node + 1)
        seen = np.zeros(self._node + 1, bool)
        seen[walked] = True
        states = np.flatnonzero(seen[: self._node])
        arcs = self._arcs_before(before[states], states)
        lengths[states] = np.where(arcs >= 0, self._arc_metres[arcs], 0.0)
        for state in states[before[states] == self._node].tolist():
            column = self._column_of(place, state)
            lengths[state] = self._of_place.at([place])[3][0, column]
        return lengths

    def _arcs_before(self, rows: Ints, columns: Ints) -> Ints:
        """Find over which arc the graph goes from one state to another; -1 from the place."""
        first, last = self._matrix.indptr[rows], self._matrix.indptr[rows + 1]
        arcs = np.full(len(rows), -1)
        for step in range(self._most):
            at = np.minimum(first + step, last - 1)
            hit = (rows < self._node) & (self._matrix.indices[at] == columns)
            arcs[hit] = self._arc_of[at[hit]]
        return arcs

    def _column_of(self, place: Snap, state: int) -> int:
        """Tell by which of the place's links a state is reached: the fastest."""
        states, _, seconds, _ = self._of_place.at([place])
        return int(np.argmin(np.where(states[0] == state, seconds[0], inf)))

    def _arcs_between(self, place: Snap, other: Snap, found: _Found) -> tuple[int, ...]:
        """List the arcs of one drive, from the other to the place."""
        if found.column[0] < 0:
            start, goal = (other, place) if self._reverse else (place, other)
            arc = self._arc_along(start, goal)
            return () if arc is None else (arc,)
        arcs = [int(self._of_others.at([other])[1][0, found.column[0]])]
        state = int(found.state[0])
        while (before := int(found.before[state])) != self._node:
            arcs += self._arcs_before(np.array([before]), np.array([state])).tolist()
            state = before
        arcs.append(int(self._of_place.at([place])[1][0, self._column_of(place, state)]))
        return tuple(arcs)


def _matrix(graph: Graph, slots: int, *, reverse: bool) -> tuple[csr_array, Ints]:
    """Give the graph of states with the place's row at its end, and the arc of each entry.

    Of parallel arcs the fastest is kept: a sparse matrix would add them up.
    """
    joints = graph.joints
    ends = joints.reached[joints.arc]
    row, column = (ends, joints.state) if reverse else (joints.state, ends)
    weight = joints.penalty_s + graph.arcs.seconds[joints.arc]
    order = np.lexsort((weight, column, row))
    row, column, weight, arc = row[order], column[order], weight[order], joints.arc[order]
    kept = np.append(True, (np.diff(row) != 0) | (np.diff(column) != 0))[: len(row)]
    count = len(joints.main)
    data = np.concatenate([weight[kept], np.ones(slots)])
    indices = np.concatenate([column[kept], np.full(slots, count)]).astype(np.int32)
    rows = np.append(np.bincount(row[kept], minlength=count), slots)
    first = np.concatenate([[0], np.cumsum(rows)]).astype(np.int32)
    shape = (count + 1, count + 1)
    return csr_array((data, indices, first), shape=shape), np.append(arc[kept], np.full(slots, -1))
