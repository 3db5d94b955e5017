"""Which road pieces a closure touches, and what a graph is while closures are in force."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import atan2, cos, pi, radians

import numpy as np
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from gis.datum import Wgs84
from gis.geodesy import EARTH_RADIUS_M
from gis.routing.graph import Graph
from gis.routing.joints import without_arcs
from gis.routing.pieces import Bools, Ints, Pieces

BESIDE_M = 12.0  # so far from a road may a line run that is meant along it: both carriageways
ALONG_RAD = radians(35)  # a side street leaves at more than this
LEAST_ALONG_M, LEAST_SHARE = 25.0, 0.4
LEAST_WITHIN_M = 2.0  # a border that only touches a road's end does not close it


@dataclass(frozen=True, slots=True)
class Closure:
    """Roads that must not be driven, or are slow, for a while.

    Args:
        speed_share: What is left of the usual speed, 0 (closed) to under 1.
        area: Whether the points enclose it; else they are a line.
    """

    speed_share: float
    area: bool
    points: tuple[Wgs84, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A street that a closure touches; the name is empty where it has none."""

    name: str
    metres: float


@dataclass(frozen=True, slots=True)
class ClosedRoads:
    """A graph as closures make it.

    Args:
        closed: Of each piece: whether it must not be driven at all.
    """

    graph: Graph
    closed: Bools


class PieceFinder:
    """Finds the pieces of a graph that a shape touches."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        ends = np.stack([pieces.begin, pieces.end + 1], axis=1).reshape(-1)
        lon, lat = np.append(pieces.lon, 0.0), np.append(pieces.lat, 0.0)
        self._west = np.minimum.reduceat(lon, ends)[::2]
        self._east = np.maximum.reduceat(lon, ends)[::2]
        self._south = np.minimum.reduceat(lat, ends)[::2]
        self._north = np.maximum.reduceat(lat, ends)[::2]

    def shares(self, closure: Closure) -> dict[int, float]:
        """Give the share of each touched piece that lies in a closure, above 0 to 1."""
        flat = _Flat(closure.points)
        line = [flat.place(point.lon, point.lat) for point in closure.points]
        near = self._near(closure.points, flat)
        shapes = {piece: self._shape(piece, flat) for piece in near.tolist()}
        if closure.area:
            return dict(_within(Polygon(line), shapes))
        along = dict(_along(LineString(line), shapes))
        return along or dict.fromkeys(_across(LineString(line), shapes), 1.0)

    def _near(self, points: Sequence[Wgs84], flat: "_Flat") -> Ints:
        lon, lat = [one.lon for one in points], [one.lat for one in points]
        air_x, air_y = BESIDE_M / flat.x_m, BESIDE_M / flat.y_m
        apart = (self._east < min(lon) - air_x) | (self._west > max(lon) + air_x)
        apart |= (self._north < min(lat) - air_y) | (self._south > max(lat) + air_y)
        return np.flatnonzero(~apart)

    def _shape(self, piece: int, flat: "_Flat") -> LineString:
        pieces = self._pieces
        whole = slice(int(pieces.begin[piece]), int(pieces.end[piece]) + 1)
        lon, lat = pieces.lon[whole].tolist(), pieces.lat[whole].tolist()
        return LineString([flat.place(*spot) for spot in zip(lon, lat, strict=True)])


class _Flat:
    """Metres around a closure: flat enough for a city."""

    def __init__(self, points: Sequence[Wgs84]) -> None:
        self._middle = points[0]
        self.y_m = pi / 180 * EARTH_RADIUS_M
        self.x_m = self.y_m * cos(radians(points[0].lat))

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self._middle.lon) * self.x_m, (lat - self._middle.lat) * self.y_m


def close(graph: Graph, closures: Sequence[tuple[Closure, dict[int, float]]]) -> ClosedRoads:
    """Take what is closed out of a graph, and slow what is slow.

    Args:
        graph: As the map has it.
        closures: Each with the shares of the pieces it touches.
    """
    closed = np.zeros(len(graph.pieces.tail), bool)
    longer = np.ones(len(closed))
    for closure, shares in closures:
        pieces = np.fromiter(shares, np.int64, len(shares))
        if closure.speed_share == 0:
            closed[pieces] = True
        else:
            share = np.fromiter(shares.values(), np.float64, len(shares))
            longer[pieces] *= 1 - share + share / closure.speed_share
    arcs = replace(graph.arcs, seconds=graph.arcs.seconds * longer[graph.arcs.piece])
    joints = without_arcs(graph.joints, closed[arcs.piece])
    return ClosedRoads(replace(graph, arcs=arcs, joints=joints), closed)


def hits_of(pieces: Pieces, shares: dict[int, float]) -> list[Hit]:
    """Name the streets that a closure touches, the longest first."""
    metres: dict[str, float] = {}
    for piece, share in shares.items():
        name = pieces.names[int(pieces.name[piece])]
        metres[name] = metres.get(name, 0.0) + share * float(pieces.metres[piece])
    found = [Hit(name, round(length, 1)) for name, length in metres.items()]
    return sorted(found, key=lambda one: (-one.metres, one.name))


def _within(area: Polygon, shapes: dict[int, LineString]) -> Iterator[tuple[int, float]]:
    for piece, shape in shapes.items():
        inside_m = float(area.intersection(shape).length)
        if inside_m >= min(LEAST_WITHIN_M, shape.length / 2) and inside_m > 0:
            yield piece, min(1.0, inside_m / shape.length)


def _across(line: LineString, shapes: dict[int, LineString]) -> Iterator[int]:
    return (piece for piece, shape in shapes.items() if line.intersects(shape))


def _along(line: LineString, shapes: dict[int, LineString]) -> Iterator[tuple[int, float]]:
    beside = line.buffer(BESIDE_M, cap_style="flat")
    for piece, shape in shapes.items():
        along_m = sum(_along_m(bit, beside, line) for bit in pairwise(shape.coords))
        if along_m > 0 and along_m >= min(LEAST_ALONG_M, LEAST_SHARE * shape.length):
            yield piece, min(1.0, along_m / shape.length)


def _along_m(
    bit: tuple[tuple[float, ...], tuple[float, ...]], beside: BaseGeometry, line: LineString
) -> float:
    """Give how much of a straight bit of road runs beside a line and in its direction."""
    part = beside.intersection(LineString(bit))
    if part.length == 0:
        return 0.0
    at_m = line.project(Point(part.interpolate(0.5, normalized=True)))
    before, after = line.interpolate(max(0.0, at_m - 1)), line.interpolate(at_m + 1)
    (x, y), (to_x, to_y) = bit
    turned = atan2(to_y - y, to_x - x) - atan2(after.y - before.y, after.x - before.x)
    apart = abs((turned + pi / 2) % pi - pi / 2)
    return float(part.length) if apart <= ALONG_RAD else 0.0
