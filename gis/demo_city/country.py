"""What lies around the town: roads to the towns, their streets, villages and motorways."""

import random
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from gis.demo_city.frame import HALF_HEIGHT_M, HALF_WIDTH_M, Points, smooth, straight
from gis.demo_city.lines import Line, largest_line, without
from gis.demo_city.names import Names
from gis.demo_city.nature import Nature
from gis.demo_city.words import SHARED_STREET, TOWNS, TOWNS_SHARING

# Trunk and primary roads that leave the ring; each ends at the map's edge.
_RADIALS = (
    (
        "宿徐路",
        "trunk",
        "G343",
        ((-8600, 2600), (-13600, 1800), (-19000, 700), (-24800, -3600), (-30000, -5200)),
    ),
    (
        "宿淮路",
        "trunk",
        "G343",
        ((8200, -5200), (12000, -6800), (18200, -8200), (25600, -14600), (30000, -16600)),
    ),
    (
        "宿沭路",
        "trunk",
        "G205",
        ((8700, 4200), (11600, 8600), (14800, 12600), (19400, 16400), (22000, 20000)),
    ),
    (
        "宿泗路",
        "primary",
        "S245",
        ((-7200, -6300), (-9600, -9600), (-12600, -15400), (-15000, -20000)),
    ),
    (
        "宿灌路",
        "primary",
        "S324",
        ((9200, 900), (14000, 2300), (20300, 3600), (26000, 4000), (30000, 3200)),
    ),
    ("宿新路", "primary", "S250", ((1100, 7000), (2600, 10400), (5200, 14600), (6000, 20000))),
    (
        "宿睢路",
        "primary",
        "S325",
        ((-8900, -3800), (-13200, -6900), (-18200, -10600), (-25000, -12600), (-30000, -13600)),
    ),
    (
        "宿邳路",
        "primary",
        "S251",
        (
            (-8300, 5600),
            (-12500, 6600),
            (-17500, 7600),
            (-22600, 8400),
            (-26500, 10600),
            (-30000, 11400),
        ),
    ),
    (
        "宿洋路",
        "secondary",
        "X201",
        ((3500, -7000), (5600, -10200), (11000, -13000), (12000, -20000)),
    ),
    (
        "宿陈路",
        "secondary",
        "X202",
        ((-1700, -7200), (-1500, -10600), (-1200, -14800), (-2600, -20000)),
    ),
    (
        "环湖路",
        "secondary",
        "",
        (
            (-4900, 7000),
            (-5000, 8500),
            (-3500, 10300),
            (-2600, 12700),
            (-2900, 15600),
            (-4600, 20000),
        ),
    ),
)
_CROSS = (
    ("罗龙线", ((-24800, -3600), (-22600, -7200), (-18200, -10600))),
    ("龙埠线", ((-18200, -10600), (-16400, -13600), (-12600, -15400))),
    ("埠陈线", ((-12600, -15400), (-7000, -16200), (-1200, -14800))),
    ("陈洋线", ((-1200, -14800), (4400, -15400), (11000, -13000))),
    ("来仰线", ((18200, -8200), (20800, -2600), (20300, 3600))),
    ("来丁线", ((11000, -13000), (16800, -15800), (25600, -14600))),
    ("仰保线", ((20300, 3600), (24200, 7600), (25400, 13200))),
    ("大保线", ((14800, 12600), (20000, 14000), (25400, 13200))),
    ("晓大线", ((5200, 14600), (9600, 15000), (14800, 12600))),
    ("三皂线", ((-13600, 1800), (-18400, 4000), (-22600, 8400))),
    ("皂黄线", ((-22600, 8400), (-23900, 12600), (-25600, 16200), (-27000, 20000))),
    ("罗皂线", ((-24800, -3600), (-26400, 2400), (-22600, 8400))),
    ("湖西路", ((-25600, 16200), (-20500, 17000), (-15000, 18600), (-12000, 20000))),
)

STEP_INSIDE_M = 12.0


@dataclass(frozen=True, slots=True)
class Village:
    """A village: a name, where it is, and how far its houses go."""

    name: str
    x_m: float
    y_m: float
    reach_m: float


def country_roads(nature: Nature) -> list[Line]:
    """Give the roads between town, towns and the map's edge; none runs through the lake."""
    roads = [
        Line(name, kind, smooth(corners), number=number) for name, kind, number, corners in _RADIALS
    ]
    roads += [Line(name, "tertiary", smooth(corners)) for name, corners in _CROSS]
    shore = nature.lake.buffer(60.0)
    return [piece for road in roads for piece in without(road, shore)]


def _from_ring(points: Points, nature: Nature) -> Points:
    """Let a road begin a step inside the ring road, so that both meet."""
    outside = largest_line(LineString(points).difference(nature.town))
    drawn = shapely.get_coordinates(outside)
    ring = nature.town.exterior
    meeting = ring.interpolate(ring.project(Point(drawn[0])))
    inward = np.array([-meeting.x, -meeting.y]) / float(np.hypot(meeting.x, meeting.y))
    met = np.array([meeting.x, meeting.y])
    return np.vstack((met + inward * STEP_INSIDE_M, met - inward * STEP_INSIDE_M, drawn[1:]))


def town_streets(chance: random.Random, names: Names) -> list[Line]:
    """Give every small town its few crossing streets; the first is 人民路."""
    lines: list[Line] = []
    for town, x, y, _ in TOWNS:
        turn = chance.uniform(-0.5, 0.5)
        short = town.removesuffix("镇")
        drawn = [names.street() for _ in range(12)]
        if town in TOWNS_SHARING:
            drawn[0] = SHARED_STREET
        called = iter((f"{short}人民路", f"{short}健康路", *drawn))
        for across in (False, True):
            offsets = np.cumsum([0.0, *(chance.uniform(190, 330) for _ in range(4))]) - 480.0
            for offset in offsets:
                half = chance.uniform(430, 760)
                ends = (
                    ((-half, offset), (half, offset))
                    if not across
                    else ((offset, -half), (offset, half))
                )
                lines.append(
                    Line(next(called), "residential", _turned(straight(*ends), turn, x, y))
                )
    return lines


def villages(
    roads: list[Line], nature: Nature, chance: random.Random, names: Names
) -> tuple[list[Village], list[Line]]:
    """Scatter villages over the country, each with a lane that reaches the nearest road."""
    tree = shapely.STRtree([road.shape for road in roads])
    forbidden = (
        nature.town.buffer(700).union(nature.lake.buffer(300)).union(nature.river.buffer(250))
    )
    shapely.prepare(forbidden)
    found: list[Village] = []
    lanes: list[Line] = []
    while len(found) < 150:
        x = chance.uniform(-HALF_WIDTH_M + 900, HALF_WIDTH_M - 900)
        y = chance.uniform(-HALF_HEIGHT_M + 900, HALF_HEIGHT_M - 900)
        here = Point(x, y)
        if forbidden.contains(here) or any(abs(v.x_m - x) + abs(v.y_m - y) < 1500 for v in found):
            continue
        village = Village(names.village(), x, y, chance.uniform(170, 330))
        nearest = roads[int(tree.nearest(here))].shape
        lane = _lane(village, nearest, chance)
        if LineString(lane).intersects(nature.river) or LineString(lane).length > 4500:
            continue
        found.append(village)
        lanes += [Line(f"{village.name}路", "residential", lane), *_alleys(village, lane, chance)]
    return found, lanes


def _lane(village: Village, road: LineString, chance: random.Random) -> Points:
    """Lead from behind the village over its middle a little past the nearest road."""
    here = Point(village.x_m, village.y_m)
    there = road.interpolate(road.project(here))
    run = np.array([there.x - here.x, there.y - here.y])
    away = run / max(1.0, float(np.hypot(*run)))
    side = np.array([-away[1], away[0]]) * chance.uniform(-0.12, 0.12) * float(np.hypot(*run))
    middle = np.array([here.x, here.y])
    return smooth(
        [
            middle - away * village.reach_m,
            middle,
            middle + run * 0.5 + side,
            np.array([there.x, there.y]),
            np.array([there.x, there.y]) + away * 12.0,
        ]
    )


def _alleys(village: Village, lane: Points, chance: random.Random) -> list[Line]:
    middle = np.array([village.x_m, village.y_m])
    away = lane[0] - middle
    unit = away / float(np.hypot(*away))
    across = np.array([-unit[1], unit[0]])
    lines = []
    for step in (0.25, 0.75):
        at = middle + unit * village.reach_m * step
        ends = (
            at - across * village.reach_m * chance.uniform(0.5, 1),
            at + across * village.reach_m,
        )
        lines.append(Line("", "residential", straight(*ends)))
    return lines


def _turned(points: Points, turn: float, x: float, y: float) -> Points:
    cos, sin = np.cos(turn), np.sin(turn)
    return np.asarray(points @ np.array([[cos, sin], [-sin, cos]]) + np.array([x, y]))
