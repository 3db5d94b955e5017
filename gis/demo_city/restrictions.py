"""Left turns that are forbidden where two main streets cross."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gis.demo_city.network import Network

MAIN = frozenset({"trunk", "primary", "secondary"})
FORBIDDEN_PART = 0.35


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a road, as OSM keeps it: it ends where a rule of turning begins.

    Attributes:
        way: Index of the road in the network.
        bridge: Whether it lies on a bridge.
    """

    way: int
    nodes: tuple[int, ...]
    bridge: bool


@dataclass(frozen=True, slots=True)
class Restriction:
    """No turn to the left: from one piece over a node to another, by index."""

    origin: int
    via: int
    target: int


def ruled_nodes(network: Network) -> set[int]:
    """Find the crossings of two main streets of the town."""
    streets: dict[int, set[str]] = defaultdict(set)
    for way in network.ways:
        if way.line.kind in MAIN and way.line.name:
            for node in way.nodes:
                streets[node].add(way.line.name)
    return {node for node, names in streets.items() if len(names) > 1}


def restrictions(
    pieces: Sequence[Piece], network: Network, nodes: set[int], chance: random.Random
) -> list[Restriction]:
    """Forbid some left turns; never all that leave a street."""
    ending: dict[int, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        kind = network.ways[piece.way].line.kind
        if kind in MAIN:
            for node in {piece.nodes[0], piece.nodes[-1]} & nodes:
                ending[node].append(index)
    found = []
    for node in sorted(nodes):
        if len(ending[node]) == 4 and chance.random() < FORBIDDEN_PART:
            origin = ending[node][chance.randrange(4)]
            target = _left_of(pieces, network.points, origin, node, ending[node])
            if target is not None:
                found.append(Restriction(origin, node, target))
    return found


def _left_of(
    pieces: Sequence[Piece],
    points: NDArray[np.float64],
    origin: int,
    via: int,
    candidates: Sequence[int],
) -> int | None:
    """Give the piece that leaves to the left of whoever arrives, if there is one."""
    coming = points[via] - points[_next_to(pieces[origin], via)]
    for index in candidates:
        going = points[_next_to(pieces[index], via)] - points[via]
        turn = float(np.arctan2(coming[0] * going[1] - coming[1] * going[0], coming @ going))
        if index != origin and 0.8 < turn < 2.4:
            return index
    return None


def _next_to(piece: Piece, node: int) -> int:
    return piece.nodes[1] if piece.nodes[0] == node else piece.nodes[-2]
