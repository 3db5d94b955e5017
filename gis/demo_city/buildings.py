"""Houses: estates in rows, houses with numbers along the streets, villages."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from gis.demo_city.blocks import Plot
from gis.demo_city.country import Village
from gis.demo_city.frame import Points
from gis.demo_city.lines import Line

ROW_M = 44.0
SLAB_M = (46.0, 13.0)
GAP_M = 16.0
HOUSE_M = (17.0, 10.0)
PER_NUMBER_M = 30.0
BUILT_KINDS = {"primary": 27.0, "secondary": 24.0, "tertiary": 20.0, "residential": 16.0}


@dataclass(frozen=True, slots=True)
class Building:
    """One house.

    Attributes:
        corners: Four, metres east and north.
        where: The street or estate that its number belongs to.
        on_street: Whether `where` is a street.
        use: The value of OSM's tag building.
    """

    corners: Points
    where: str
    number: str
    on_street: bool
    use: str
    floors: int

    @property
    def middle(self) -> tuple[float, float]:
        """Where it stands."""
        x, y = self.corners.mean(axis=0)
        return float(x), float(y)


def rectangle(middle: Sequence[float], turn: float, size_m: tuple[float, float]) -> Points:
    """Give the corners of a house."""
    half = np.array(size_m) / 2
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    cos, sin = np.cos(turn), np.sin(turn)
    return np.asarray(corners @ np.array([[cos, sin], [-sin, cos]]) + np.asarray(middle))


def estate_rows(plot: Plot, name: str, chance: random.Random, *, most: int) -> list[Building]:
    """Set slabs in rows across a plot; numbers run row by row."""
    ground = plot.ground.buffer(-18.0, join_style="mitre")
    if ground.is_empty:
        return []
    middle = plot.ground.centroid
    cos, sin = np.cos(plot.turn), np.sin(plot.turn)
    reach = float(np.sqrt(plot.ground.area)) * 1.2
    steps = np.arange(-reach, reach, SLAB_M[0] + GAP_M)
    rows = np.arange(reach, -reach, -ROW_M)
    grid = np.array([(u, v) for v in rows for u in steps])
    middles = grid @ np.array([[cos, sin], [-sin, cos]]) + np.array([middle.x, middle.y])
    corners = middles[:, None, :] + rectangle((0.0, 0.0), plot.turn, SLAB_M)[None, :, :]
    shapely.prepare(ground)
    stand = shapely.contains(ground, shapely.polygons(corners))
    floors = chance.choice((6, 6, 6, 11, 18, 27))
    kept = [corner for corner, fits in zip(corners, stand, strict=True) if fits][:most]
    return [
        Building(corner, name, f"{number}号楼", on_street=False, use="apartments", floors=floors)
        for number, corner in enumerate(kept, start=1)
    ]


def street_houses(
    lines: Sequence[Line], all_streets: Sequence[LineString], wanted: dict[str, set[int]]
) -> list[Building]:
    """Set houses with numbers along streets, clear of every crossing.

    Args:
        lines: Streets that have houses.
        all_streets: Nothing stands on any of them.
        wanted: Numbers of a street that must exist, whatever stands in the way.
    """
    drawn = [
        (line, number, corners) for line in lines for number, corners in _numbered(line, wanted)
    ]
    shapes = shapely.polygons(np.array([corners for *_, corners in drawn]))
    tree = shapely.STRtree(all_streets)
    blocked = set(tree.query(shapes, predicate="dwithin", distance=7.0)[0].tolist())
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    blocked |= set(second[first < second].tolist())
    found: dict[tuple[str, int], Building] = {}
    for index, (line, number, corners) in enumerate(drawn):
        key = (line.name, number)
        if key in found or (index in blocked and number not in wanted.get(line.name, ())):
            continue
        found[key] = Building(corners, line.name, f"{number}号", True, "yes", 2 + number % 5)
    return list(found.values())


def village_houses(village: Village, alleys: Sequence[LineString]) -> list[Building]:
    """Set farm houses on both sides of a village's alleys."""
    houses = [
        rectangle(at, turn, (14.0, 9.0))
        for alley in alleys
        for s in np.arange(14.0, alley.length - 10.0, 24.0)
        for side in (-1.0, 1.0)
        for at, turn in [_beside(alley, float(s), side * 13.0)]
    ]
    tree = shapely.STRtree(list(alleys))
    shapes = shapely.polygons(np.array(houses))
    blocked = set(tree.query(shapes, predicate="dwithin", distance=6.0)[0].tolist())
    return [
        Building(corners, village.name, f"{number}号", on_street=False, use="house", floors=2)
        for number, corners in enumerate(
            (one for index, one in enumerate(houses) if index not in blocked), start=1
        )
    ]


def _numbered(line: Line, wanted: dict[str, set[int]]) -> Iterator[tuple[int, Points]]:
    """Give numbers along a street: odd on the left, even on the right, 30 m each pair."""
    shape, offset = line.shape, BUILT_KINDS[line.kind]
    every = 6 if line.kind == "residential" else 3
    must = {(number - 1) // 2 for number in wanted.get(line.name, ())}
    for pair in range(max(0, int(line.begins_m // PER_NUMBER_M)), 10_000):
        s = (pair + 0.5) * PER_NUMBER_M - line.begins_m
        if s > shape.length:
            return
        if s > 0 and (pair % every == 0 or pair in must):
            for number, left_m in ((2 * pair + 1, offset), (2 * pair + 2, -offset)):
                at, turn = _beside(shape, s, left_m)
                yield number, rectangle(at, turn, HOUSE_M)


def _beside(shape: LineString, s: float, left_m: float) -> tuple[tuple[float, float], float]:
    before, ahead = shape.interpolate(max(0.0, s - 1)), shape.interpolate(s + 1)
    turn = float(np.arctan2(ahead.y - before.y, ahead.x - before.x))
    at = ((before.x + ahead.x) / 2, (before.y + ahead.y) / 2)
    return (at[0] - np.sin(turn) * left_m, at[1] + np.cos(turn) * left_m), turn


def clear_of(buildings: Sequence[Building], grounds: Sequence[Polygon]) -> list[Building]:
    """Leave out what would stand on ground that is given to something else."""
    if not buildings or not grounds:
        return list(buildings)
    shapes = shapely.polygons(np.array([building.corners for building in buildings]))
    hit = set(shapely.STRtree(grounds).query(shapes, predicate="intersects")[0].tolist())
    return [building for index, building in enumerate(buildings) if index not in hit]
