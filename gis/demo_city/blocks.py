"""What lies between the main streets: side streets, and the plots they leave."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from gis.demo_city.frame import Points
from gis.demo_city.lines import AT_GRADE, Line, within
from gis.demo_city.names import Names
from gis.demo_city.nature import Nature
from gis.demo_city.network import Network

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

OLD_TOWN_M = 1900.0
SMALLEST_BLOCK_M2 = 12_000.0
GREATEST_BLOCK_M2 = 5_000_000.0
MAIN_STREET_M = 20.0
SIDE_STREET_M = 10.0
OVERSHOOT_M = 13.0


@dataclass(frozen=True, slots=True)
class Plot:
    """Ground between streets, with the direction its houses stand in, radians."""

    ground: Polygon
    turn: float


def blocks(network: Network, nature: Nature) -> list[Polygon]:
    """Give the ground between main streets of the town; water is none."""
    segments = [
        LineString(network.points[list(pair)])
        for way in network.ways
        if way.line.level == AT_GRADE
        for pair in pairwise(way.nodes)
    ]
    faces = shapely.get_parts(shapely.polygonize(segments))
    wet = nature.river.buffer(20.0).union(nature.canal.buffer(20.0)).union(nature.lake)
    built = nature.town.buffer(30.0)
    shapely.prepare(built)
    found = []
    for face in faces:
        if not built.contains(face.representative_point()):
            continue
        dry = face.difference(wet)
        found += [
            part
            for part in shapely.get_parts(dry)
            if SMALLEST_BLOCK_M2 < part.area < GREATEST_BLOCK_M2
        ]
    return sorted(found, key=lambda part: (part.centroid.x, part.centroid.y))


def side_streets(block: Polygon, chance: random.Random, names: Names) -> list[Line]:
    """Divide a block; in the old town into lanes, elsewhere into streets."""
    frame = _frame(block)
    old = block.centroid.distance(shapely.Point(0, 0)) < OLD_TOWN_M
    wanted_m = 150.0 if old else chance.uniform(215, 300)
    cuts: list[Line] = []
    reached = block.buffer(OVERSHOOT_M, quad_segs=2)
    for axis in (0, 1):
        count = round(frame.sides_m[axis] / wanted_m)
        for order in range(1, count):
            part = order / count + chance.uniform(-0.12, 0.12) / count
            street = _street(frame, axis, part, chance=chance, name=names.street(), old=old)
            cuts += within(street, reached)
    return cuts


def plots(block: Polygon, cuts: Sequence[Line]) -> list[Plot]:
    """Give the ground that is left between a block's streets."""
    ground: BaseGeometry = block.buffer(-MAIN_STREET_M, join_style="mitre")
    if cuts:
        streets = shapely.union_all([cut.shape for cut in cuts]).buffer(SIDE_STREET_M, quad_segs=2)
        ground = ground.difference(streets)
    one, two = _frame(block).axes
    flat = one if abs(one[0]) > abs(two[0]) else two
    turn = float(np.arctan2(flat[1], flat[0]))
    parts = [part for part in shapely.get_parts(ground) if part.area > 1500]
    return [Plot(part, turn) for part in parts]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The smallest box around a block: a corner, two directions and how far it goes in each."""

    origin: Points
    axes: tuple[Points, Points]
    sides_m: tuple[float, float]


def _frame(block: Polygon) -> _Frame:
    corners = shapely.get_coordinates(block.minimum_rotated_rectangle)
    one, two = corners[1] - corners[0], corners[3] - corners[0]
    sides = (float(np.hypot(*one)), float(np.hypot(*two)))
    return _Frame(corners[0], (one / sides[0], two / sides[1]), sides)


def _street(
    frame: _Frame, axis: int, part: float, *, chance: random.Random, name: str, old: bool
) -> Line:
    """Draw one street through a block; some end inside it, some bend, some are one-way."""
    along, across = frame.axes[1 - axis], frame.axes[axis]
    length_m = frame.sides_m[1 - axis]
    sway = across * chance.uniform(-0.04, 0.04) * length_m
    start = frame.origin + across * part * frame.sides_m[axis] - along * 20
    end = start + along * (length_m + 40)
    points = np.array([start, (start + end) / 2 + sway, end])
    dead_end = chance.random() < 0.2 and not old
    if dead_end:
        points = np.array([start, start + (end - start) * chance.uniform(0.35, 0.7)])
    if chance.random() < 0.5:
        points = points[::-1].copy()
    oneway = old and not dead_end and chance.random() < 0.55
    kind = "residential" if old or chance.random() < 0.8 else "tertiary"
    return Line(name, kind, points, oneway=oneway)
