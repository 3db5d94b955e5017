"""The line and the street names of a drive."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from gis.datum import Wgs84
from gis.routing.graph import Graph
from gis.routing.pieces import Floats, steps_m
from gis.routing.search import Path

LEAST_SEEN_M = 1.0  # who only touches a street does not drive along it


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
    stretches = list(stretches_of(graph, path))
    line = [point for stretch in stretches for point in line_of(graph, stretch)]
    points = tuple(Wgs84(lon, lat) for (lon, lat), _ in groupby(line))
    seen = [stretch for stretch in stretches if stretch.metres(graph) >= LEAST_SEEN_M]
    names = (graph.pieces.names[int(graph.pieces.name[stretch.piece])] for stretch in seen)
    return Shape(points, tuple(name for name, _ in groupby(filter(None, names))))


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is driven of a piece: from one share of its length to another."""

    piece: int
    begin: float
    end: float

    def metres(self, graph: Graph) -> float:
        """Tell how long it is."""
        return abs(self.end - self.begin) * float(graph.pieces.metres[self.piece])


def stretches_of(graph: Graph, path: Path) -> Iterator[Stretch]:
    """Give what is driven, piece by piece."""
    last = len(path.arcs) - 1
    for place, arc in enumerate(path.arcs):
        backward = bool(graph.arcs.backward[arc])
        begin = path.start.share if place == 0 else float(backward)
        end = path.goal.share if place == last else float(not backward)
        yield Stretch(int(graph.arcs.piece[arc]), begin, end)


def line_of(graph: Graph, stretch: Stretch) -> list[tuple[float, float]]:
    """Give the points of what is driven of a piece."""
    pieces, piece = graph.pieces, stretch.piece
    begin, end = stretch.begin, stretch.end
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
