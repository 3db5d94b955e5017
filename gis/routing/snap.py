"""Finds the road nearest to a point: every straight bit of road lies in the cells it crosses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gis.datum import Wgs84
from gis.geodesy import EARTH_RADIUS_M
from gis.routing.closures import ClosedRoads
from gis.routing.graph import Graph
from gis.routing.joints import main_arcs
from gis.routing.pieces import Bools, Floats, Ints, steps_m

CELL_M = 100.0
RINGS = (1, 5, 50)  # cells around the point's own, looked at in turn: 100 m, 500 m, 5 km
DETOUR_M = 100.0  # so much farther may a road lie that leads everywhere


@dataclass(frozen=True, slots=True)
class Snap:
    """A place on a road.

    Args:
        share: How far along the piece, 0 at its tail to 1 at its head.
        off_road_m: From the point to the road, on foot.
    """

    piece: int
    share: float
    off_road_m: float


@dataclass(frozen=True, slots=True)
class _Bits:
    """Straight bits of road, metres from the middle of the region; by cell, a bit per cell."""

    x: Floats
    y: Floats
    dx: Floats
    dy: Floats
    piece: Ints
    before_m: Floats
    leads_everywhere: NDArray[np.bool_]
    closed: NDArray[np.bool_]
    of_cell: Ints
    first: Ints


class Snapper:
    """Finds roads near points."""

    def __init__(self, graph: Graph) -> None:
        pieces = graph.pieces
        self._middle = Wgs84(float(np.mean(pieces.lon)), float(np.mean(pieces.lat)))
        self._metres = pieces.metres
        x, y = self._flat(pieces.lon, pieces.lat)
        self._low = (float(x.min()) - CELL_M, float(y.min()) - CELL_M)
        self._columns = int((x.max() - self._low[0]) / CELL_M) + 2
        self._rows = int((y.max() - self._low[1]) / CELL_M) + 2
        self._bits = self._index(graph, x, y)

    def exclude(self, roads: ClosedRoads) -> None:
        """Lay no place on a closed road from now on."""
        bits = self._bits
        everywhere = leading_everywhere(roads.graph)[bits.piece]
        self._bits = replace(bits, leads_everywhere=everywhere, closed=roads.closed[bits.piece])

    def snap(self, points: Sequence[Wgs84]) -> list[Snap | None]:
        """Give the nearest road of each point; None where none lies within 5 km.

        A road from which one cannot drive everywhere is taken only where no other is near.
        """
        found: list[Snap | None] = [None] * len(points)
        missing = list(range(len(points)))
        for ring in RINGS:
            snaps = self._within([points[one] for one in missing], ring)
            for place, snap in zip(missing, snaps, strict=True):
                found[place] = snap
            missing = [place for place in missing if found[place] is None]
            if not missing:
                break
        return found

    def _flat(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        scale = np.radians(1.0) * EARTH_RADIUS_M
        x = (lon - self._middle.lon) * scale * np.cos(np.radians(self._middle.lat))
        return x, (lat - self._middle.lat) * scale

    def _index(self, graph: Graph, x: Floats, y: Floats) -> _Bits:
        pieces = graph.pieces
        count = pieces.end - pieces.begin
        piece = np.repeat(np.arange(len(count)), count)
        within = np.arange(len(piece)) - np.repeat(np.cumsum(count) - count, count)
        start = pieces.begin[piece] + within
        travelled = np.concatenate([[0.0], np.cumsum(steps_m(pieces.lon, pieces.lat))])
        everywhere = leading_everywhere(graph)
        dx, dy = x[start + 1] - x[start], y[start + 1] - y[start]
        bit, cell = self._crossings(x[start], y[start], dx, dy)
        order = np.argsort(cell, kind="stable")
        return _Bits(
            x[start],
            y[start],
            dx,
            dy,
            piece,
            travelled[start] - travelled[pieces.begin[piece]],
            everywhere[piece],
            np.zeros(len(piece), bool),
            bit[order],
            np.searchsorted(cell[order], np.arange(self._columns * self._rows + 1)),
        )

    def _crossings(self, x: Floats, y: Floats, dx: Floats, dy: Floats) -> tuple[Ints, Ints]:
        """Give every bit with each cell it touches, by points half a cell apart on it."""
        steps = np.ceil(np.hypot(dx, dy) / (CELL_M / 2)).astype(np.int64) + 1
        bit = np.repeat(np.arange(len(x)), steps)
        within = np.arange(len(bit)) - np.repeat(np.cumsum(steps) - steps, steps)
        share = within / np.maximum(steps[bit] - 1, 1)
        cell = self._cell(x[bit] + share * dx[bit], y[bit] + share * dy[bit])
        pairs = np.unique(np.stack([bit, cell]), axis=1)
        return pairs[0], pairs[1]

    def _cell(self, x: Floats, y: Floats) -> Ints:
        column = ((x - self._low[0]) // CELL_M).astype(np.int64)
        row = ((y - self._low[1]) // CELL_M).astype(np.int64)
        cell: Ints = row * self._columns + column
        return cell

    def _within(self, points: Sequence[Wgs84], ring: int) -> list[Snap | None]:
        x, y = self._flat(
            np.array([point.lon for point in points]), np.array([point.lat for point in points])
        )
        owner, bit = self._candidates(x, y, ring)
        bits = self._bits
        along = _share_along(x[owner] - bits.x[bit], y[owner] - bits.y[bit], bits, bit)
        away_m = np.hypot(
            bits.x[bit] + along * bits.dx[bit] - x[owner],
            bits.y[bit] + along * bits.dy[bit] - y[owner],
        )
        ranked_m = away_m + np.where(bits.leads_everywhere[bit], 0.0, DETOUR_M)
        ranked_m[(away_m > ring * CELL_M) | bits.closed[bit]] = np.inf
        firsts = _first_of_each(owner, ranked_m)
        places = self._places(bit[firsts], along[firsts], away_m[firsts])
        best: list[Snap | None] = [None] * len(points)
        for one, place in zip(owner[firsts].tolist(), places, strict=True):
            best[one] = place
        return best

    def _places(self, bit: Ints, along: Floats, away_m: Floats) -> list[Snap]:
        bits = self._bits
        piece = bits.piece[bit]
        at_m = bits.before_m[bit] + along * np.hypot(bits.dx[bit], bits.dy[bit])
        share = np.clip(at_m / np.maximum(self._metres[piece], 1e-9), 0.0, 1.0)
        return list(map(Snap, piece.tolist(), share.tolist(), away_m.tolist()))

    def _candidates(self, x: Floats, y: Floats, ring: int) -> tuple[Ints, Ints]:
        """Give each point's number with every bit in the cells around it, one pair a row."""
        column = np.floor((x - self._low[0]) / CELL_M).astype(np.int64)
        row = np.floor((y - self._low[1]) / CELL_M).astype(np.int64)
        around = np.arange(-ring, ring + 1)
        columns = (column[:, None, None] + around[None, None, :]).repeat(len(around), axis=1)
        rows = (row[:, None, None] + around[None, :, None]).repeat(len(around), axis=2)
        inside = (columns >= 0) & (columns < self._columns) & (rows >= 0) & (rows < self._rows)
        owner = np.broadcast_to(np.arange(len(x))[:, None, None], inside.shape)[inside]
        cell = (rows * self._columns + columns)[inside]
        first, last = self._bits.first[cell], self._bits.first[cell + 1]
        count = last - first
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        return np.repeat(owner, count), self._bits.of_cell[np.repeat(first, count) + within]


def leading_everywhere(graph: Graph) -> Bools:
    """Tell of each piece whether one can drive everywhere from it, and to it."""
    everywhere = np.zeros(len(graph.pieces.tail), bool)
    everywhere[graph.arcs.piece[main_arcs(graph.joints)]] = True
    return everywhere


def _share_along(x: Floats, y: Floats, bits: _Bits, bit: Ints) -> Floats:
    """Give where the foot of the point lies on each bit, 0 to 1."""
    dx, dy = bits.dx[bit], bits.dy[bit]
    length_2 = np.maximum(dx * dx + dy * dy, 1e-9)
    share: Floats = np.clip((x * dx + y * dy) / length_2, 0.0, 1.0)
    return share


def _first_of_each(owner: Ints, ranked_m: Floats) -> Ints:
    """Give the place of each owner's smallest finite figure; owners come in ascending order."""
    if not len(owner):
        return np.empty(0, np.int64)
    begins = np.flatnonzero(np.diff(owner, prepend=owner[0] - 1))
    least_m = np.minimum.reduceat(ranked_m, begins)
    group = np.cumsum(np.diff(owner, prepend=owner[0]) != 0)
    hits = np.flatnonzero((ranked_m == least_m[group]) & np.isfinite(ranked_m))
    places: Ints = hits[np.diff(group[hits], prepend=-1) != 0]
    return places
