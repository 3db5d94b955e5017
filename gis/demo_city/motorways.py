"""Two motorways with their carriageways, ramps and kilometre posts."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from gis.demo_city.frame import Points, smooth
from gis.demo_city.lines import Line

HALF_MEDIAN_M = 14.0
ABOVE = 1
RAMP_M = 520.0
RAMP_BERTH_M = 75.0
_MOTORWAYS = (
    # name, number, its first kilometre on this map
    (
        *("宿淮高速", "S49", 112),
        (
            (-30500, -12900),
            (-20000, -12600),
            (-9000, -9200),
            (0, -8700),
            (8000, -7350),
            (16000, -4700),
            (30500, -3900),
        ),
    ),
    (
        *("徐宁高速", "G2513", 87),
        (
            (13200, 20500),
            (11900, 12000),
            (11700, 4000),
            (13300, -2500),
            (14300, -8500),
            (15600, -14000),
            (13400, -20500),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Post:
    """A kilometre post beside a motorway."""

    name: str
    kilometre: int
    x_m: float
    y_m: float


@dataclass(frozen=True, slots=True)
class Exit:
    """Where ramps leave a motorway."""

    name: str
    number: int
    x_m: float
    y_m: float


@dataclass(frozen=True, slots=True)
class Motorways:
    """Lines of the carriageways and ramps, and what stands beside them."""

    lines: tuple[Line, ...]
    posts: tuple[Post, ...]
    exits: tuple[Exit, ...]


def motorways(roads: list[Line]) -> Motorways:
    """Draw the motorways and join them by ramps to the main roads they cross.

    Args:
        roads: Trunk, primary and secondary roads at grade; ramps end on them.
    """
    lines: list[Line] = []
    posts: list[Post] = []
    exits: list[Exit] = []
    middles = [LineString(smooth(corners)) for *_, corners in _MOTORWAYS]
    for (name, number, first_km, _), middle in zip(_MOTORWAYS, middles, strict=True):
        joins = _joins(middle, [road for road in roads if road.kind in {"trunk", "primary"}])
        forth, back = _carriageways(middle, [s for s, _ in joins])
        lines += [Line(name, "motorway", way, True, ABOVE, number) for way in (forth, back)]
        lines += [_turnaround(forth, back), _turnaround(back, forth)]
        for order, (s, road) in enumerate(joins, start=1):
            lines += _ramps(middle, s)
            at = middle.interpolate(s - RAMP_M)
            exits.append(Exit(f"{road.name.removesuffix('路')}出口", order, at.x, at.y))
        for kilometre in range(1, int(middle.length // 1000)):
            post = middle.interpolate(kilometre * 1000.0)
            posts.append(Post(name, first_km + kilometre, post.x, post.y))
    lines += _interchange(*middles)
    return Motorways(tuple(lines), tuple(posts), tuple(exits))


def _turnaround(arriving: Points, leaving: Points) -> Line:
    """Lead from one carriageway to the other where the map ends: nobody is lost beyond it."""
    ends = np.array([arriving[-1], leaving[0]])
    return Line("", "motorway_link", ends, oneway=True, level=ABOVE)


def _joins(middle: LineString, roads: list[Line]) -> list[tuple[float, Line]]:
    """List where along a motorway it passes over a main road, at least 3 km apart."""
    found = sorted(
        (
            (float(middle.project(point)), road)
            for road in roads
            for point in shapely.get_parts(middle.intersection(road.shape))
            if isinstance(point, Point)
        ),
        key=lambda join: join[0],
    )
    kept: list[tuple[float, Line]] = []
    for s, road in found:
        if 1500 < s < middle.length - 1500 and (not kept or s - kept[-1][0] > 3000):
            kept.append((s, road))
    return kept


def _carriageways(middle: LineString, joins: list[float]) -> tuple[Points, Points]:
    """Give both carriageways, right-hand traffic, with a vertex where a ramp leaves or joins."""
    marks = {*np.arange(0.0, middle.length, 150.0), middle.length}
    marks |= {s + side * RAMP_M for s in joins for side in (-1, 1)}
    crossing = _crossing_marks(middle)
    along = sorted(marks | crossing)
    forth = np.array([_beside(middle, s, -HALF_MEDIAN_M) for s in along])
    back = np.array([_beside(middle, s, HALF_MEDIAN_M) for s in reversed(along)])
    return forth, back


def _crossing_marks(middle: LineString) -> set[float]:
    others = (LineString(smooth(corners)) for *_, corners in _MOTORWAYS)
    marks: set[float] = set()
    for other in others:
        meeting = middle.intersection(other)
        if isinstance(meeting, Point):
            s = float(middle.project(meeting))
            marks |= {s - 2 * RAMP_M, s - RAMP_M, s + RAMP_M, s + 2 * RAMP_M}
    return marks


def _beside(middle: LineString, s: float, left_m: float) -> tuple[float, float]:
    at, ahead = middle.interpolate(s), middle.interpolate(min(s + 1.0, middle.length))
    if at.equals(ahead):
        at_before = middle.interpolate(s - 1.0)
        run = (at.x - at_before.x, at.y - at_before.y)
    else:
        run = (ahead.x - at.x, ahead.y - at.y)
    length = float(np.hypot(*run))
    return (
        round(at.x - run[1] / length * left_m, 2),
        round(at.y + run[0] / length * left_m, 2),
    )


def _ramps(middle: LineString, s: float) -> list[Line]:
    """Draw the four ramps of a diamond: off before the road and on behind it, on both sides."""
    ramps = []
    for side in (-1.0, 1.0):
        before, behind = (s - RAMP_M, s + RAMP_M) if side < 0 else (s + RAMP_M, s - RAMP_M)
        turn = _beside(middle, s, side * RAMP_BERTH_M)
        near = _beside(middle, before, side * HALF_MEDIAN_M)
        far = _beside(middle, behind, side * HALF_MEDIAN_M)
        slip = _beside(middle, (before + s) / 2, side * RAMP_BERTH_M)
        merge = _beside(middle, (behind + s) / 2, side * RAMP_BERTH_M)
        ramps.append(
            Line(
                "", "motorway_link", np.array([near, slip, turn, merge, far]), oneway=True, level=-1
            )
        )
    return ramps


def _interchange(one: LineString, two: LineString) -> list[Line]:
    """Join the two motorways: one curve for every turn from one to the other."""
    point = one.intersection(two)
    if not isinstance(point, Point):
        return []
    s, t = float(one.project(point)), float(two.project(point))
    ramps = []
    for forth in (True, False):
        for onto in (True, False):
            ramps += [
                _curve(one, s, two, t, forth=forth, onto=onto),
                _curve(two, t, one, s, forth=forth, onto=onto),
            ]
    return ramps


def _curve(
    origin: LineString, s: float, target: LineString, t: float, *, forth: bool, onto: bool
) -> Line:
    sign, toward = (1.0 if forth else -1.0), (1.0 if onto else -1.0)
    start = _beside(origin, s - sign * 2 * RAMP_M, -sign * HALF_MEDIAN_M)
    bend = _beside(origin, s - sign * 1.1 * RAMP_M, -sign * 40.0)
    ease = _beside(target, t + toward * 1.1 * RAMP_M, -toward * 40.0)
    end = _beside(target, t + toward * 2 * RAMP_M, -toward * HALF_MEDIAN_M)
    return Line(
        "",
        "motorway_link",
        np.round(smooth([start, bend, ease, end], times=2), 2),
        oneway=True,
        level=2,
    )
