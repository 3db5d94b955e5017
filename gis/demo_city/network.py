"""Cuts planned roads at their crossings: what meets at grade meets in one node."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from gis.demo_city.lines import AT_GRADE, Line

RAMP = -1
SNAP_M = 5.0
STUB_M = 30.0
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Way:
    """A road as it stands: nodes in order."""

    line: Line
    nodes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Roads of the city; a node is an index into points, metres east and north."""

    points: NDArray[np.float64]
    ways: tuple[Way, ...]

    def degrees(self) -> dict[int, int]:
        """Count the roads that leave each node."""
        counted: dict[int, int] = defaultdict(int)
        for way in self.ways:
            for a, b in pairwise(way.nodes):
                counted[a] += 1
                counted[b] += 1
        return counted


class _Nodes:
    """Gives one number to what lies within SNAP_M of each other at a crossing."""

    def __init__(self) -> None:
        self.points: list[Place] = []
        self._exact: dict[Place, int] = {}
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)

    def exact(self, point: Place) -> int:
        """Give the node that lies exactly here."""
        key = (round(point[0], 2), round(point[1], 2))
        found = self._exact.get(key)
        if found is None:
            found = self._exact[key] = len(self.points)
            self.points.append(key)
        return found

    def crossing(self, point: Place) -> int:
        """Give the crossing near here."""
        column, row = int(point[0] // SNAP_M), int(point[1] // SNAP_M)
        around = ((c, r) for c in (column - 1, column, column + 1) for r in (row - 1, row, row + 1))
        for node in (node for cell in around for node in self._cells.get(cell, ())):
            there = self.points[node]
            if np.hypot(there[0] - point[0], there[1] - point[1]) < SNAP_M:
                return node
        node = self.exact(point)
        self._cells[column, row].append(node)
        return node


def join(lines: Sequence[Line]) -> Network:
    """Make the network of planned roads; pieces that no car can reach or leave are left out."""
    nodes = _Nodes()
    crossings = _crossings(lines, nodes)
    ways = []
    for index, line in enumerate(lines):
        passed = _nodes_of(line, crossings.get(index, []), nodes)
        if len(passed) > 1:
            ways.append(Way(line, tuple(passed)))
    return _one_piece(Network(np.array(nodes.points), tuple(ways)))


def _crossings(lines: Sequence[Line], nodes: _Nodes) -> dict[int, list[tuple[float, int]]]:
    """Find where each line meets others: distance along it and node."""
    shapes = np.array([line.shape for line in lines], dtype=object)
    one, two = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    levels = np.array([line.level for line in lines])
    meet = (one < two) & (levels[one] <= AT_GRADE) & (levels[two] <= AT_GRADE)
    meet &= (levels[one] == AT_GRADE) | (levels[two] == AT_GRADE)
    one, two = one[meet], two[meet]
    found: dict[int, list[tuple[float, int]]] = defaultdict(list)
    places = shapely.intersection(shapes[one], shapes[two])
    for a, b, place in zip(one.tolist(), two.tolist(), places, strict=True):
        for x, y in shapely.get_coordinates(place).tolist():
            node = nodes.crossing((x, y))
            point = shapely.Point(nodes.points[node])
            found[a].append((float(shapes[a].project(point)), node))
            found[b].append((float(shapes[b].project(point)), node))
    return found


def _nodes_of(line: Line, crossings: Iterable[tuple[float, int]], nodes: _Nodes) -> list[int]:
    """Give the nodes of a line in order; a stub behind its last crossing is cut off."""
    met = sorted(set(crossings))
    steps = np.hypot(*np.diff(line.points, axis=0).T)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    length = float(along[-1])
    if met and line.level == AT_GRADE:
        first, last = met[0][0], met[-1][0]
        low = first if first < STUB_M else -1.0
        high = last if length - last < STUB_M else length + 1.0
    else:
        low, high = -1.0, length + 1.0
    at = np.array([s for s, _ in met])
    own = [
        (float(s), nodes.exact((x, y)))
        for s, (x, y) in zip(along, line.points.tolist(), strict=True)
        if low < s < high and (not met or float(np.min(np.abs(at - s))) > SNAP_M)
    ]
    ordered = [node for _, node in sorted([*own, *met])]
    return [node for node, before in zip(ordered, [-1, *ordered], strict=False) if node != before]


def _one_piece(network: Network) -> Network:
    """Open one-ways that would trap a car, then leave out what is still not connected."""
    kept = _strong(network)
    opened = tuple(
        way
        if all(kept[node] for node in way.nodes) or way.line.kind.startswith("motorway")
        else replace(way, line=replace(way.line, oneway=False))
        for way in network.ways
    )
    opened_network = Network(network.points, opened)
    kept = _strong(opened_network)
    return Network(
        network.points, tuple(way for way in opened if all(kept[node] for node in way.nodes))
    )


def _strong(network: Network) -> NDArray[np.bool_]:
    """Tell of each node whether it belongs to the greatest strongly connected part."""
    pairs = [
        pair
        for way in network.ways
        for a, b in pairwise(way.nodes)
        for pair in (((a, b),) if way.line.oneway else ((a, b), (b, a)))
    ]
    rows, columns = np.array(pairs).T
    size = len(network.points)
    graph = coo_array((np.ones(len(rows)), (rows, columns)), shape=(size, size))
    _, labels = connected_components(graph, directed=True, connection="strong")
    greatest = np.bincount(labels).argmax()
    return np.asarray(labels == greatest)
