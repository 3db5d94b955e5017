"""Roads as pgRouting reads them: the very same edges, and which must not follow each other.

Nothing of the graph that the product searches is used: edges are the road pieces as they were cut
from the map, turn restrictions are read anew from what the map says. A restriction becomes a path
of edges that costs too much; so does turning back on a piece, but at a dead end, where it costs
what it costs the product.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gis.routing.arcs import U_TURN_S
from gis.routing.osm import Restriction
from gis.routing.pieces import Pieces

NEVER_S = 1e7
LONGEST_VIA = 30


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge; a cost below zero means that it is not driven that way."""

    id: int
    source: int
    target: int
    cost_s: float
    reverse_cost_s: float


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Edges that must not follow each other, or that cost more when they do."""

    path: tuple[int, ...]
    cost_s: float


class TrspRoads:
    """Edges and forbidden paths of road pieces, some of them cut in their middle.

    Args:
        pieces: Of the map.
        restrictions: As the map says them.
        middles: Pieces with a place to start from or drive to; none of a restriction.
    """

    def __init__(
        self, pieces: Pieces, restrictions: Sequence[Restriction], middles: Collection[int]
    ) -> None:
        self._pieces = pieces
        self._restrictions = restrictions
        self._middles = set(middles)
        self._vertices = int(max(pieces.tail.max(), pieces.head.max())) + 1
        self._on_way: dict[int, list[int]] = {}
        named = named_ways(restrictions)
        for piece in np.flatnonzero(np.isin(pieces.way, list(named))).tolist():
            self._on_way.setdefault(int(pieces.way[piece]), []).append(piece)
        self._at_vertex: dict[int, list[int]] = {}
        for piece, ends in enumerate(zip(pieces.tail.tolist(), pieces.head.tolist(), strict=True)):
            for vertex in set(ends):
                self._at_vertex.setdefault(vertex, []).append(piece)

    def middle(self, piece: int) -> int:
        """Give the vertex in the middle of a piece."""
        return self._vertices + piece

    def edges(self) -> Iterator[Edge]:
        """Give every edge; a cut piece is two of half its time."""
        pieces, count = self._pieces, len(self._pieces.tail)
        for piece in range(count):
            tail, head = int(pieces.tail[piece]), int(pieces.head[piece])
            ahead, back = _cost(pieces.forward_s[piece]), _cost(pieces.backward_s[piece])
            if piece not in self._middles:
                yield Edge(piece, tail, head, ahead, back)
                continue
            middle = self.middle(piece)
            yield Edge(piece, tail, middle, _half(ahead), _half(back))
            yield Edge(count + piece, middle, head, _half(ahead), _half(back))

    def forbidden(self) -> Iterator[Forbidden]:
        """Give every path that must not be driven."""
        yield from self._turning_back()
        for one in self._restrictions:
            for path in self._paths(one):
                yield Forbidden(path, NEVER_S)

    def _turning_back(self) -> Iterator[Forbidden]:
        count = len(self._pieces.tail)
        for edge in self.edges():
            if edge.cost_s < 0 or edge.reverse_cost_s < 0:
                continue
            piece = edge.id % count
            may = any(self._ways_on(vertex) == 1 for vertex in self._ends(piece))
            yield Forbidden((edge.id, edge.id), U_TURN_S if may else NEVER_S)

    def _paths(self, one: Restriction) -> Iterator[tuple[int, ...]]:
        if one.via_node is not None:
            vertex = self._vertex(one.via_node)
            starts = [] if vertex is None else self._arriving(one.from_ways, vertex)
            for start in starts:
                yield from self._last_turns(one, (start,), vertex)
            return
        for start in self._over(one.from_ways):
            for vertex in self._driven_to(start):
                yield from self._over_via(one, (start,), vertex)

    def _over_via(
        self, one: Restriction, path: tuple[int, ...], vertex: int
    ) -> Iterator[tuple[int, ...]]:
        for _ in range(LONGEST_VIA):
            step = next((p for p in self._leaving(one.via_ways, vertex) if p not in path[1:]), None)
            if step is None:
                return
            path, vertex = (*path, step), self._other_end(step, vertex)
            if self._leaving(one.to_ways, vertex):
                yield from self._last_turns(one, path, vertex)
                return

    def _last_turns(
        self, one: Restriction, path: tuple[int, ...], vertex: int | None
    ) -> Iterator[tuple[int, ...]]:
        if vertex is None:
            return
        ends = self._leaving(one.to_ways, vertex)
        same_way = one.u_turn and one.from_ways == one.to_ways
        if one.only:
            others = [piece for piece in self._all_leaving(vertex) if piece not in ends]
            yield from ((*path, piece) for piece in others if ends)
        else:
            yield from ((*path, end) for end in ends if not same_way or end == path[-1])

    def _vertex(self, node: int) -> int | None:
        place = int(np.searchsorted(self._pieces.junctions, node))
        known = place < len(self._pieces.junctions) and self._pieces.junctions[place] == node
        return place if known else None

    def _over(self, ways: Sequence[int]) -> list[int]:
        return [piece for way in ways for piece in self._on_way.get(way, ())]

    def _ends(self, piece: int) -> tuple[int, int]:
        return int(self._pieces.tail[piece]), int(self._pieces.head[piece])

    def _driven_to(self, piece: int) -> list[int]:
        tail, head = self._ends(piece)
        ahead, back = self._pieces.forward_s[piece], self._pieces.backward_s[piece]
        return [end for end, cost in ((head, ahead), (tail, back)) if np.isfinite(cost)]

    def _arriving(self, ways: Sequence[int], vertex: int) -> list[int]:
        return [piece for piece in self._over(ways) if vertex in self._driven_to(piece)]

    def _leaves(self, piece: int, vertex: int) -> bool:
        tail, head = self._ends(piece)
        ahead = vertex == tail and np.isfinite(self._pieces.forward_s[piece])
        return bool(ahead or (vertex == head and np.isfinite(self._pieces.backward_s[piece])))

    def _leaving(self, ways: Sequence[int], vertex: int) -> list[int]:
        return [piece for piece in self._over(ways) if self._leaves(piece, vertex)]

    def _all_leaving(self, vertex: int) -> list[int]:
        return [piece for piece in self._at_vertex.get(vertex, ()) if self._leaves(piece, vertex)]

    def _ways_on(self, vertex: int) -> int:
        return len(self._all_leaving(vertex))

    def _other_end(self, piece: int, vertex: int) -> int:
        tail, head = self._ends(piece)
        return head if vertex == tail else tail


def named_ways(restrictions: Sequence[Restriction]) -> set[int]:
    """Give the ways that any restriction names."""
    return {way for one in restrictions for way in (*one.from_ways, *one.via_ways, *one.to_ways)}


def free_pieces(pieces: Pieces, restrictions: Sequence[Restriction]) -> list[int]:
    """Give the pieces that may be cut: of no restriction, with two ends that lead on."""
    bound = np.isin(pieces.way, list(named_ways(restrictions)))
    ends = np.bincount(np.concatenate([pieces.tail, pieces.head]))
    through = (ends[pieces.tail] > 1) & (ends[pieces.head] > 1) & (pieces.tail != pieces.head)
    found: list[int] = np.flatnonzero(~bound & through).tolist()
    return found


def _cost(seconds: float) -> float:
    return float(seconds) if np.isfinite(seconds) else -1.0


def _half(cost_s: float) -> float:
    return cost_s / 2 if cost_s >= 0 else -1.0
