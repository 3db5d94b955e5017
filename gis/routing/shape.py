"""The line and the street names of a drive."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from gis.datum import Wgs84
from gis.routing.graph import Graph
from gis.routing.pieces import Floats, steps_m
from gis.routing.search import Path


@dataclass(frozen=True, slots=True)
class Shape:
    """How a drive looks.

    Args:
        streets: In their order, each once where one follows itself; nameless ones left out.
    """

    points: tuple[Wgs84, ...]
    streets: tuple[str, ...]


def shape_of(graph: Graph, path: Path) -> Shape:
    """Draw a drive from where it joins its first road to where it leaves its last."""
    line = [point for arc in _stretches(graph, path) for point in arc]
    points = tuple(Wgs84(lon, lat) for (lon, lat), _ in groupby(line))
    pieces = graph.arcs.piece[list(path.arcs)]
    names = (graph.pieces.names[index] for index in graph.pieces.name[pieces].tolist())
    return Shape(points, tuple(name for name, _ in groupby(filter(None, names))))


def _stretches(graph: Graph, path: Path) -> Iterator[list[tuple[float, float]]]:
    last = len(path.arcs) - 1
    for place, arc in enumerate(path.arcs):
        backward = bool(graph.arcs.backward[arc])
        begin = path.start.share if place == 0 else float(backward)
        end = path.goal.share if place == last else float(not backward)
        yield _stretch(graph, int(graph.arcs.piece[arc]), begin, end)


def _stretch(graph: Graph, piece: int, begin: float, end: float) -> list[tuple[float, float]]:
    """Give the points of a piece between two shares of its length, in the order driven."""
    pieces = graph.pieces
    of_piece = slice(int(pieces.begin[piece]), int(pieces.end[piece]) + 1)
    lon, lat = pieces.lon[of_piece], pieces.lat[of_piece]
    at = _shares(lon, lat)
    low, high = min(begin, end), max(begin, end)
    inner = at[(at > low) & (at < high)]
    wanted = np.concatenate([[low], inner, [high]])
    line = list(zip(np.interp(wanted, at, lon), np.interp(wanted, at, lat), strict=True))
    points = [(round(float(x), 7), round(float(y), 7)) for x, y in line]
    return points if begin <= end else points[::-1]


def _shares(lon: Floats, lat: Floats) -> Floats:
    at_m = np.concatenate([[0.0], np.cumsum(steps_m(lon, lat))])
    shares: Floats = at_m / max(float(at_m[-1]), 1e-9)
    return shares
