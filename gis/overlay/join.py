"""Joins drawn roads to a region's: their ends snap to what is near, and cut it there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from gis.geodesy import EARTH_RADIUS_M
from gis.overlay.pieces import Point
from gis.routing.passage import Passage
from gis.routing.pieces import Floats, Ints, Pieces, seconds, steps_m

END_REACH_M = 30.0
BEND_REACH_M = 8.0  # who draws a bend on a road means the crossing
SAME_M = 1.0  # so near to a junction, it is the junction


@dataclass(frozen=True, slots=True)
class DrawnRoad:
    """A road to join; way is its number, below zero."""

    way: int
    name: str
    passage: Passage
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """The network with the drawn roads in it.

    Attributes:
        lines: Each road as it lies now: with its ends on what they joined.
        loose: Roads that joined nothing.
    """

    pieces: Pieces
    lines: Mapping[int, tuple[Point, ...]]
    loose: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Foot:
    """Where a point falls on a piece: behind which of its points, and where."""

    piece: int
    bit: int
    at: Point
    away_m: float


def join_roads(pieces: Pieces, drawn: Sequence[DrawnRoad]) -> Joined:
    """Join roads one after the other, so that a later one joins an earlier too."""
    lines, loose = {}, set()
    for road in drawn:
        pieces, joints, points = _joints(pieces, road)
        if not joints:
            loose.add(road.way)
        lines[road.way] = points
        pieces = _added(pieces, road, points, joints)
    return Joined(pieces, lines, frozenset(loose))


def renamed(pieces: Pieces, names: Mapping[int, str]) -> Pieces:
    """Give pieces of some ways another name."""
    if not names:
        return pieces
    known = list(pieces.names)
    name = pieces.name.copy()
    for way, new in names.items():
        if new not in known:
            known.append(new)
        name[pieces.way == way] = known.index(new)
    return replace(pieces, name=name, names=tuple(known))


def _joints(pieces: Pieces, road: DrawnRoad) -> tuple[Pieces, dict[int, int], tuple[Point, ...]]:
    """Find the junction of each point that lies on a road; gives them by the point's index."""
    joints: dict[int, int] = {}
    points = list(road.points)
    for index, point in enumerate(points):
        is_end = index in {0, len(points) - 1}
        foot = _foot(pieces, point)
        if foot is not None and foot.away_m <= (END_REACH_M if is_end else BEND_REACH_M):
            pieces, joints[index], points[index] = _junction_at(pieces, foot)
    return pieces, joints, tuple(points)


def _foot(pieces: Pieces, point: Point) -> _Foot | None:
    """Find the nearest place on any piece."""
    bits = _bits(pieces)
    if not len(bits):
        return None
    scale = np.radians(1.0) * EARTH_RADIUS_M
    x = (pieces.lon - point[0]) * scale * np.cos(np.radians(point[1]))
    y = (pieces.lat - point[1]) * scale
    dx, dy = x[bits + 1] - x[bits], y[bits + 1] - y[bits]
    length_2 = np.maximum(dx * dx + dy * dy, 1e-9)
    share = np.clip(-(x[bits] * dx + y[bits] * dy) / length_2, 0.0, 1.0)
    away_m = np.hypot(x[bits] + share * dx, y[bits] + share * dy)
    best = int(np.argmin(away_m))
    bit, along = int(bits[best]), float(share[best])
    (piece,) = np.flatnonzero((pieces.begin <= bit) & (bit < pieces.end))[:1].tolist()
    lon = pieces.lon[bit] + along * (pieces.lon[bit + 1] - pieces.lon[bit])
    lat = pieces.lat[bit] + along * (pieces.lat[bit + 1] - pieces.lat[bit])
    at = (round(float(lon), 7), round(float(lat), 7))
    return _Foot(piece, bit, at, float(away_m[best]))


def _bits(pieces: Pieces) -> Ints:
    """Give the index of the first point of every straight bit that belongs to a piece."""
    change = np.zeros(len(pieces.lon) + 1, np.int64)
    np.add.at(change, pieces.begin, 1)
    np.add.at(change, pieces.end, -1)
    inside: Ints = np.flatnonzero(np.cumsum(change)[:-1] > 0)
    return inside


def _junction_at(pieces: Pieces, foot: _Foot) -> tuple[Pieces, int, Point]:
    """Give the junction at a foot, cutting the piece where there is none."""
    piece = foot.piece
    begin, end = int(pieces.begin[piece]), int(pieces.end[piece])
    before = _line(pieces, begin, foot.bit, [], [foot.at])
    behind = _line(pieces, foot.bit + 1, end, [foot.at], [])
    before_m, behind_m = _length_m(before), _length_m(behind)
    if before_m < SAME_M:
        return pieces, int(pieces.tail[piece]), _at(pieces, begin)
    if behind_m < SAME_M:
        return pieces, int(pieces.head[piece]), _at(pieces, end)
    share = before_m / (before_m + behind_m)
    pieces, (junction,) = _with_junctions(pieces, 1)
    return _split(pieces, piece, junction, (before, behind), share), junction, foot.at


def _split(
    pieces: Pieces, piece: int, junction: int, lines: tuple[Floats, Floats], share: float
) -> Pieces:
    """Put two pieces in the place of one."""
    start = len(pieces.lon)
    before, behind = lines
    middle = start + len(before)
    cut = {"begin": start, "end": middle - 1, "head": junction}
    rest = {"begin": middle, "end": middle + len(behind) - 1, "tail": junction}
    changed: dict[str, Any] = {}
    for name in _OF_A_PIECE:
        column = getattr(pieces, name)
        first, second = (_shared(name, column[piece], part) for part in (share, 1.0 - share))
        column = np.append(column, rest.get(name, second))
        column[piece] = cut.get(name, first)
        changed[name] = column
    lon, lat = np.concatenate([before, behind]).T
    return replace(
        pieces,
        lon=np.append(pieces.lon, lon),
        lat=np.append(pieces.lat, lat),
        **changed,
    )


_OF_A_PIECE = ("begin", "end", "tail", "head", "metres", "forward_s", "backward_s", "way", "name")
_SHARED = frozenset({"metres", "forward_s", "backward_s"})


def _shared(name: str, value: float, share: float) -> float:
    return value * share if name in _SHARED else value


def _added(
    pieces: Pieces, road: DrawnRoad, points: tuple[Point, ...], joints: Mapping[int, int]
) -> Pieces:
    """Add a road, a piece from each of its junctions to the next."""
    last = len(points) - 1
    open_ends = [index for index in (0, last) if index not in joints]
    pieces, made = _with_junctions(pieces, len(open_ends))
    at = dict(joints) | dict(zip(open_ends, made, strict=True))
    stops = sorted(at)
    for first, second in pairwise(stops):
        line = np.array(points[first : second + 1], np.float64)
        if _length_m(line) >= SAME_M:
            pieces = _with_piece(pieces, road, line, at[first], at[second])
    return pieces


def _with_piece(pieces: Pieces, road: DrawnRoad, line: Floats, tail: int, head: int) -> Pieces:
    start, metres = len(pieces.lon), np.array([_length_m(line)])
    passage = road.passage
    speeds = np.array([passage.forward_kmh, passage.backward_kmh], np.float64)
    forward, backward = seconds(metres, speeds[:1]), seconds(metres, speeds[1:])
    names = pieces.names if road.name in pieces.names else (*pieces.names, road.name)
    return replace(
        pieces,
        lon=np.append(pieces.lon, line[:, 0]),
        lat=np.append(pieces.lat, line[:, 1]),
        begin=np.append(pieces.begin, start),
        end=np.append(pieces.end, start + len(line) - 1),
        tail=np.append(pieces.tail, tail),
        head=np.append(pieces.head, head),
        metres=np.append(pieces.metres, metres),
        forward_s=np.append(pieces.forward_s, forward),
        backward_s=np.append(pieces.backward_s, backward),
        way=np.append(pieces.way, road.way),
        name=np.append(pieces.name, names.index(road.name)),
        names=names,
    )


def _with_junctions(pieces: Pieces, count: int) -> tuple[Pieces, list[int]]:
    """Add junctions behind the others: their numbers must ascend."""
    known = len(pieces.junctions)
    highest = int(pieces.junctions[-1]) if known else 0
    added = np.arange(highest + 1, highest + 1 + count)
    grown = replace(pieces, junctions=np.concatenate([pieces.junctions, added]))
    return grown, list(range(known, known + count))


def _line(
    pieces: Pieces, first: int, last: int, before: list[Point], behind: list[Point]
) -> Floats:
    inner = _points(pieces, first, last)
    return np.array([*before, *inner, *behind], np.float64)


def _points(pieces: Pieces, first: int, last: int) -> Iterator[Point]:
    return (_at(pieces, index) for index in range(first, last + 1))


def _at(pieces: Pieces, index: int) -> Point:
    return float(pieces.lon[index]), float(pieces.lat[index])


def _length_m(line: Floats) -> float:
    return float(steps_m(line[:, 0], line[:, 1]).sum())
