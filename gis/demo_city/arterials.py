"""The main streets of the town: a bent grid, ring road and the roads along the river."""

import random

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from gis.demo_city.frame import Points, bend, straight
from gis.demo_city.lines import Line, within, without
from gis.demo_city.nature import RIVER_HALF_M, Nature, ring
from gis.demo_city.words import EAST_WEST, NORTH_SOUTH

BANK_M = RIVER_HALF_M + 75.0
# Where the main streets lie: distances are as uneven as in a town that grew.
_EAST_M = (
    *(-8650, -7500, -6350, -5150, -4100, -3050, -2150, -1250, -150, 780, 1650),
    *(3900, 4850, 5900, 7050, 8250),
)
_NORTH_M = (
    *(-6550, -5500, -4500, -3500, -2600, -1800, -1000, -250),
    *(750, 1650, 2600, 3500, 4450, 5450, 6500),
)
_PRIMARY = {
    "通湖大道",
    "发展大道",
    "人民大道",
    "江山大道",
    "泰山路",
    "项王路",
    "洪泽湖路",
    "黄河路",
    "苏州路",
}
_SECONDARY = {
    "西湖路",
    "世纪大道",
    "幸福路",
    "平安大道",
    "富康大道",
    "府前路",
    "珠江路",
    "东吴路",
    "北海路",
    "镜湖路",
}
# A street of the development zone alone: its length from the west.
_ZONE_ONLY = {"东吴路": 5200.0}
_BRIDGES = {"项王路", "洪泽湖路", "黄河路", "苏州路", "府前路", "发展大道", "人民大道", "通湖大道"}


def arterials(nature: Nature, chance: random.Random) -> list[Line]:
    """Give the main streets, each cut where it does not cross the river."""
    streets = [*_north_south(chance), *_east_west(nature, chance), _avenue_of_the_east()]
    river = LineString(nature.river_line).buffer(BANK_M - 20.0)
    reached = nature.town.buffer(60.0)
    kept: list[Line] = []
    for street in streets:
        for line in within(street, reached):
            kept += [line] if _crosses_river(line) else without(line, river)
    return [*kept, *_ring_road(nature), *_bank_roads(nature)]


def kind_of(name: str) -> str:
    """Give the class of a main street."""
    if name in _PRIMARY:
        return "primary"
    return "secondary" if name in _SECONDARY else "tertiary"


def _crosses_river(line: Line) -> bool:
    return line.name.replace("东路", "路") in _BRIDGES


def _north_south(chance: random.Random) -> list[Line]:
    """Draw the streets whose numbers begin in the south."""
    lines = []
    for name, east in zip(NORTH_SOUTH, _EAST_M, strict=True):
        south, north = (-7900 + chance.uniform(0, 900), 7900 - chance.uniform(0, 900))
        tilt = chance.uniform(-140, 140)
        plan = straight((east - tilt, south), (east + tilt, north))
        lines.append(Line(name, kind_of(name), bend(plan)))
    return lines


def _east_west(nature: Nature, chance: random.Random) -> list[Line]:
    """Draw the streets whose numbers begin at the river; east of it they are called 东路."""
    lines = []
    for name, north in zip(EAST_WEST, _NORTH_M, strict=True):
        west, east = (-10200 + chance.uniform(0, 1200), 10200 - chance.uniform(0, 1200))
        tilt = chance.uniform(-160, 160)
        plan = bend(straight((west, north - tilt), (east, north + tilt)))
        kind, whole = kind_of(name), LineString(plan)
        if name in _ZONE_ONLY:
            far_west = substring(whole, 0.0, _ZONE_ONLY[name])
            lines.append(Line(name, kind, _points(far_west)[::-1].copy()))
            continue
        at_m = float(whole.project(shapely.Point(_first(whole, nature.river_line))))
        for half, called in (
            (_points(substring(whole, 0.0, at_m))[::-1].copy(), name),
            (_points(substring(whole, at_m, whole.length)), f"{name[:-1]}东路"),
        ):
            lines.append(Line(called, kind, half, begins_m=-BANK_M))
    return lines


def _first(whole: LineString, river: LineString) -> Points:
    return np.asarray(_points(whole.intersection(river))[-1])


def _points(shape: BaseGeometry) -> Points:
    return np.asarray(shapely.get_coordinates(shape))


def _avenue_of_the_east() -> Line:
    """Draw the one slanting avenue, from the river to the station square."""
    return Line("迎宾大道", "secondary", bend(straight((3300, -4600), (8100, 2900))))


def _ring_road(nature: Nature) -> list[Line]:
    closed = bend(ring(9300.0, 7300.0))
    half = len(closed) // 2
    # two halves, so that no line ends where it begins
    return [
        Line("北环路", "trunk", closed[: half + 1]),
        Line("南环路", "trunk", closed[half:]),
    ]


def _bank_roads(nature: Nature) -> list[Line]:
    """Draw the roads along both banks, as far as the town goes."""
    lines = []
    for name, side in (("滨河西路", -1.0), ("滨河东路", 1.0)):
        along = shapely.offset_curve(nature.river_line, side * BANK_M)
        lines += within(Line(name, "tertiary", _points(along)), nature.town)
    return lines
