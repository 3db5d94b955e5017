"""Roads for somebody else's search: the very same edges, and which must not follow each other.

Nothing of the graph that the product searches is used: edges are the road pieces as they were cut
from the map, turn restrictions are read anew from what the map says. A restriction becomes a path
of edges that costs too much; so does turning back on a piece, but where no other way leads on,
where it costs what it costs the product.
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
    """One direction of a piece of road, or of half of it."""

    id: int
    source: int
    target: int
    cost_s: float


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Edges that must not follow each other, or that cost more when they do."""

    path: tuple[int, ...]
    cost_s: float


@dataclass(frozen=True, slots=True)
class _Way:
    """One direction of a whole piece."""

    piece: int
    backward: bool
    source: int
    target: int


class ExportedRoads:
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
        self._ways = list(_ways(pieces))
        self._leaving: dict[int, list[_Way]] = {}
        self._on_way: dict[int, list[_Way]] = {}
        for way in self._ways:
            self._leaving.setdefault(way.source, []).append(way)
            self._on_way.setdefault(int(pieces.way[way.piece]), []).append(way)

    def middle(self, piece: int) -> int:
        """Give the vertex in the middle of a piece."""
        return self._vertices + piece

    def edges(self) -> Iterator[Edge]:
        """Give every edge; a cut piece has two of half its time in each direction."""
        for way in self._ways:
            seconds = self._pieces.backward_s if way.backward else self._pieces.forward_s
            cost_s = float(seconds[way.piece])
            if way.piece not in self._middles:
                yield Edge(_first(way), way.source, way.target, cost_s)
                continue
            middle = self.middle(way.piece)
            yield Edge(_first(way), way.source, middle, cost_s / 2)
            yield Edge(_last(way), middle, way.target, cost_s / 2)

    def forbidden(self) -> Iterator[Forbidden]:
        """Give every path that must not be driven."""
        yield from self._turning_back()
        for one in self._restrictions:
            for path in self._paths(one):
                yield Forbidden(tuple(_first(way) for way in path), NEVER_S)

    def _turning_back(self) -> Iterator[Forbidden]:
        both = {(way.piece, way.backward): way for way in self._ways}
        for way in self._ways:
            back = both.get((way.piece, not way.backward))
            if back is None:
                continue
            cut = way.piece in self._middles
            ways_on = self._leaving.get(way.target, [])
            cost_s = U_TURN_S if len(ways_on) == 1 else NEVER_S
            yield Forbidden((_last(way) if cut else _first(way), _first(back)), cost_s)
            if cut:
                yield Forbidden((_first(way), _last(back)), NEVER_S)

    def _paths(self, one: Restriction) -> Iterator[tuple[_Way, ...]]:
        vertex = self._vertex(one.via_node) if one.via_node is not None else None
        if one.via_node is not None and vertex is None:
            return
        for start in self._over(one.from_ways):
            if one.via_node is None:
                yield from self._over_via(one, (start,))
            elif start.target == vertex:
                yield from self._last_turns(one, (start,))

    def _over_via(self, one: Restriction, path: tuple[_Way, ...]) -> Iterator[tuple[_Way, ...]]:
        via = self._over(one.via_ways)
        for _ in range(LONGEST_VIA):
            used = {way.piece for way in path[1:]}
            here = path[-1].target
            step = next((way for way in via if way.source == here and way.piece not in used), None)
            if step is None:
                return
            path = (*path, step)
            if any(way.source == step.target for way in self._over(one.to_ways)):
                yield from self._last_turns(one, path)
                return

    def _last_turns(self, one: Restriction, path: tuple[_Way, ...]) -> Iterator[tuple[_Way, ...]]:
        here = path[-1]
        ends = [way for way in self._over(one.to_ways) if way.source == here.target]
        same_way = one.u_turn and one.from_ways == one.to_ways
        if not one.only:
            yield from ((*path, e) for e in ends if not same_way or e.piece == here.piece)
        elif ends:
            others = self._leaving.get(here.target, [])
            yield from ((*path, way) for way in others if way not in ends)

    def _vertex(self, node: int) -> int | None:
        place = int(np.searchsorted(self._pieces.junctions, node))
        known = place < len(self._pieces.junctions) and self._pieces.junctions[place] == node
        return place if known else None

    def _over(self, ways: Sequence[int]) -> list[_Way]:
        return [one for way in ways for one in self._on_way.get(way, ())]


def free_pieces(pieces: Pieces, restrictions: Sequence[Restriction]) -> list[int]:
    """Give the pieces that may be cut: of no restriction, with two ends that lead on."""
    named = {way for one in restrictions for way in (*one.from_ways, *one.via_ways, *one.to_ways)}
    bound = np.isin(pieces.way, list(named))
    ends = np.bincount(np.concatenate([pieces.tail, pieces.head]))
    through = (ends[pieces.tail] > 1) & (ends[pieces.head] > 1) & (pieces.tail != pieces.head)
    found: list[int] = np.flatnonzero(~bound & through).tolist()
    return found


def _ways(pieces: Pieces) -> Iterator[_Way]:
    ends = zip(pieces.tail.tolist(), pieces.head.tolist(), strict=True)
    for piece, (tail, head) in enumerate(ends):
        if np.isfinite(pieces.forward_s[piece]):
            yield _Way(piece, backward=False, source=tail, target=head)
        if np.isfinite(pieces.backward_s[piece]):
            yield _Way(piece, backward=True, source=head, target=tail)


def _first(way: _Way) -> int:
    return 4 * way.piece + 2 * way.backward


def _last(way: _Way) -> int:
    return _first(way) + 1
