"""Turn restrictions: forbidden turns leave the graph; those over a way need arcs that remember."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from gis.routing.arcs import Arcs, Turns
from gis.routing.osm import Restriction
from gis.routing.pieces import Ints, Pieces

LONGEST_VIA = 30  # pieces


@dataclass(slots=True)
class _Network:
    """The few arcs that restrictions name, quickly found."""

    arcs: Arcs
    junctions: Ints
    on_way: Mapping[int, list[int]]

    def arriving(self, ways: Sequence[int], vertex: int) -> list[int]:
        return [arc for arc in self.over(ways) if self.arcs.head[arc] == vertex]

    def leaving(self, ways: Sequence[int], vertex: int) -> list[int]:
        return [arc for arc in self.over(ways) if self.arcs.tail[arc] == vertex]

    def vertex(self, node: int) -> int | None:
        place = int(np.searchsorted(self.junctions, node))
        known = place < len(self.junctions) and self.junctions[place] == node
        return place if known else None

    def over(self, ways: Sequence[int]) -> list[int]:
        return [arc for way in ways for arc in self.on_way.get(way, ())]


@dataclass(frozen=True, slots=True)
class _Chain:
    """A restriction over a way: having come from an arc over these, the last turn is bound."""

    start: int
    via: tuple[int, ...]
    ends: tuple[int, ...]
    only: bool


@dataclass(slots=True)
class _Edited:
    """The turns as pairs, while some are taken out and put in."""

    after: dict[int, dict[int, float]]
    copied_from: list[int] = field(default_factory=list)


def restrict(
    pieces: Pieces, arcs: Arcs, turns: Turns, restrictions: Sequence[Restriction]
) -> tuple[Arcs, Turns]:
    """Honour turn restrictions; arcs may be added, over the same pieces as others."""
    network = _network(pieces, arcs, restrictions)
    turns = _without(turns, len(arcs.piece), list(_forbidden_pairs(network, turns, restrictions)))
    chains = [chain for one in restrictions if one.via_ways for chain in _chains(network, one)]
    return _remembering(arcs, turns, chains) if chains else (arcs, turns)


def _network(pieces: Pieces, arcs: Arcs, restrictions: Sequence[Restriction]) -> _Network:
    named = {way for one in restrictions for way in (*one.from_ways, *one.via_ways, *one.to_ways)}
    way_of_arc = pieces.way[arcs.piece]
    on_way: dict[int, list[int]] = {}
    for arc in np.flatnonzero(np.isin(way_of_arc, list(named))).tolist():
        on_way.setdefault(int(way_of_arc[arc]), []).append(arc)
    return _Network(arcs, pieces.junctions, on_way)


def _forbidden_pairs(
    network: _Network, turns: Turns, restrictions: Sequence[Restriction]
) -> Iterator[tuple[int, int]]:
    for one in restrictions:
        vertex = network.vertex(one.via_node) if one.via_node is not None else None
        if vertex is None:
            continue
        ends = network.leaving(one.to_ways, vertex)
        for start in network.arriving(one.from_ways, vertex):
            if one.only and ends:
                yield from ((start, after) for after in _next(turns, start) if after not in ends)
            elif not one.only:
                yield from ((start, end) for end in ends if _meant(network.arcs, one, start, end))


def _meant(arcs: Arcs, restriction: Restriction, start: int, end: int) -> bool:
    """A U-turn is one on the same way only when it goes back over the same piece."""
    same_way = restriction.u_turn and restriction.from_ways == restriction.to_ways
    return not same_way or bool(arcs.piece[start] == arcs.piece[end])


def _next(turns: Turns, arc: int) -> list[int]:
    first, last = np.searchsorted(turns.before, [arc, arc + 1])
    following: list[int] = turns.after[first:last].tolist()
    return following


def _without(turns: Turns, arcs: int, pairs: Sequence[tuple[int, int]]) -> Turns:
    if not pairs:
        return turns
    taken = np.array(pairs, np.int64)
    kept = ~np.isin(turns.before * arcs + turns.after, taken[:, 0] * arcs + taken[:, 1])
    return Turns(turns.before[kept], turns.after[kept], turns.penalty_s[kept])


def _chains(network: _Network, restriction: Restriction) -> Iterator[_Chain]:
    """Find how the from-way's arcs lead over the via-ways to where the to-way begins."""
    over = set(network.over(restriction.via_ways))
    for start in network.over(restriction.from_ways):
        via: list[int] = []
        here = int(network.arcs.head[start])
        while len(via) < LONGEST_VIA:
            step = next((arc for arc in over if _leads_on(network.arcs, via, arc, here)), None)
            if step is None:
                break
            via.append(step)
            here = int(network.arcs.head[step])
            if ends := network.leaving(restriction.to_ways, here):
                yield _Chain(start, tuple(via), tuple(ends), restriction.only)
                break


def _leads_on(arcs: Arcs, via: Sequence[int], arc: int, here: int) -> bool:
    used = {int(arcs.piece[one]) for one in via}
    return int(arcs.tail[arc]) == here and int(arcs.piece[arc]) not in used


def _remembering(arcs: Arcs, turns: Turns, chains: Sequence[_Chain]) -> tuple[Arcs, Turns]:
    """Copy each via arc for those who come from the bound one; only the copies are bound."""
    touched = sorted({arc for chain in chains for arc in (chain.start, *chain.via)})
    outside = ~np.isin(turns.before, touched)
    edited = _Edited({arc: _following(turns, arc) for arc in touched})
    for chain in chains:
        _bind(edited, len(arcs.piece), chain)
    added = [
        (before, after, penalty_s)
        for before, following in edited.after.items()
        for after, penalty_s in following.items()
    ]
    before = np.concatenate([turns.before[outside], [one[0] for one in added]]).astype(np.int64)
    after = np.concatenate([turns.after[outside], [one[1] for one in added]]).astype(np.int64)
    penalty_s = np.concatenate([turns.penalty_s[outside], [one[2] for one in added]])
    order = np.argsort(before, kind="stable")
    return _grown(arcs, edited.copied_from), Turns(before[order], after[order], penalty_s[order])


def _following(turns: Turns, arc: int) -> dict[int, float]:
    first, last = np.searchsorted(turns.before, [arc, arc + 1])
    pairs = zip(turns.after[first:last].tolist(), turns.penalty_s[first:last].tolist(), strict=True)
    return dict(pairs)


def _bind(edited: _Edited, arcs: int, chain: _Chain) -> None:
    before = chain.start
    for via in chain.via:
        # Where another restriction has put its own copy in the way, that copy is bound too.
        next_ones = edited.after[before]
        now = next((one for one in next_ones if _original(edited, arcs, one) == via), None)
        if now is None:
            return
        if now < arcs:
            copy = arcs + len(edited.copied_from)
            edited.copied_from.append(via)
            edited.after[copy] = dict(edited.after[via])
            next_ones[copy] = next_ones.pop(via)
            now = copy
        before = now
    last = edited.after[before]
    ends = {after for after in last if _original(edited, arcs, after) in chain.ends}
    kept = ends if chain.only else last.keys() - ends
    if ends:
        edited.after[before] = {after: last[after] for after in sorted(kept)}


def _original(edited: _Edited, arcs: int, arc: int) -> int:
    return arc if arc < arcs else edited.copied_from[arc - arcs]


def _grown(arcs: Arcs, copied_from: Sequence[int]) -> Arcs:
    chosen = np.concatenate([np.arange(len(arcs.piece)), np.array(copied_from, np.int64)])
    return Arcs(
        arcs.piece[chosen],
        arcs.backward[chosen],
        arcs.seconds[chosen],
        arcs.tail[chosen],
        arcs.head[chosen],
    )
