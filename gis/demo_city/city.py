"""The whole city, drawn once from one seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from gis.demo_city.arterials import arterials
from gis.demo_city.blocks import Plot, blocks, plots, side_streets
from gis.demo_city.buildings import (
    BUILT_KINDS,
    Building,
    clear_of,
    estate_rows,
    street_houses,
    village_houses,
)
from gis.demo_city.country import Village, country_roads, town_streets, villages
from gis.demo_city.landmarks import Landmark, filled_plot, known_landmarks, shops
from gis.demo_city.lines import Line
from gis.demo_city.motorways import Motorways, motorways
from gis.demo_city.names import Names
from gis.demo_city.nature import Nature, largest, nature
from gis.demo_city.network import Network, join

SEED = 120_0527
# Numbers that must stand whatever is in their way: subscribers of the demonstration live there.
WANTED = {"洪泽湖路": {88}, "黄河路": {1}, "平安大道": {216}, "东吴路": {29}}
# Estates that must be where they are told, metres east and north, with at least so many houses.
_TOLD = (
    ("幸福里小区", -330, 200, 3),
    ("康乐花园", 4400, -900, 12),
    ("人民大道6号院", 1000, -6900, 4),
)


MOST_HOUSES = 9
TOLD_HOUSES = 18
WANTED_SCHOOL = (1950.0, 820.0)
SMALL_REACH_M = 2300.0
MIDDLE = shapely.Point(0, 0)


@dataclass(frozen=True, slots=True)
class Estate:
    """Houses around a court, under one name."""

    name: str
    ground: Polygon


@dataclass(frozen=True, slots=True)
class City:
    """Everything that is drawn."""

    nature: Nature
    network: Network
    motorways: Motorways
    villages: tuple[Village, ...]
    estates: tuple[Estate, ...]
    buildings: tuple[Building, ...]
    landmarks: tuple[Landmark, ...]

    def districts(self) -> list[str]:
        """Name the district of each building, in their order."""
        middles = np.array([house.middle for house in self.buildings])
        named = np.full(len(middles), self.nature.districts[-1][0], dtype=object)
        for name, area in self.nature.districts:
            named[shapely.contains_xy(area, middles[:, 0], middles[:, 1])] = name
        return [str(name) for name in named]


@dataclass(frozen=True, slots=True)
class _Roads:
    """Planned roads, by who built them."""

    main: list[Line]
    towns: list[Line]
    lanes: list[Line]
    motorways: Motorways
    villages: list[Village]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The city before its houses."""

    ground: Nature
    roads: _Roads
    network: Network
    lots: list[Plot]


@cache
def city(*, small: bool = False) -> City:
    """Draw the city.

    Args:
        small: Only the middle of the town, a tenth of the work: for tests.
    """
    chance = random.Random(SEED)  # noqa: S311
    names = Names(chance)
    ground = nature()
    roads = _roads(ground, chance, names)
    faces = blocks(join([*roads.main, *roads.towns]), ground)
    if small:
        faces = [face for face in faces if face.centroid.distance(MIDDLE) < SMALL_REACH_M]
    streets: list[Line] = []
    lots: list[Plot] = []
    for face in faces:
        cuts = side_streets(face, chance, names)
        streets += cuts
        lots += plots(face, cuts)
    lines = [*roads.main, *roads.towns, *roads.lanes, *streets, *roads.motorways.lines]
    network = join(lines)
    drawn = _Drawn(ground, roads, network, lots)
    return _built(drawn, chance, names, small=small)


def _roads(ground: Nature, chance: random.Random, names: Names) -> _Roads:
    main = [*arterials(ground, chance), *country_roads(ground)]
    fast = motorways(main)
    towns = town_streets(chance, names)
    found, lanes = villages(main, ground, chance, names)
    return _Roads(main, towns, lanes, fast, found)


def _built(drawn: _Drawn, chance: random.Random, names: Names, *, small: bool) -> City:
    ground, roads, network, lots = drawn.ground, drawn.roads, drawn.network, drawn.lots
    known = known_landmarks()
    taken = [mark.ground.buffer(10.0) for mark in known if mark.ground]
    estates, houses, grounds = _fill(lots, ground, chance, names)
    at_grade = [way.line for way in network.ways if way.line.level == 0]
    shapes = [line.shape for line in at_grade]
    lanes, streets = _points_of(roads.lanes), _points_of(roads.towns)
    built_up = [
        line
        for line in at_grade
        if id(line.points) not in lanes
        and _has_houses(line, ground, small=small, in_town=id(line.points) in streets)
    ]
    along = street_houses(built_up, shapes, WANTED)
    if small:
        along = [house for house in along if np.hypot(*house.middle) < SMALL_REACH_M]
    wanted = [one for one in along if int(one.number[:-1]) in WANTED.get(one.where, ())]
    others = [one for one in along if int(one.number[:-1]) not in WANTED.get(one.where, ())]
    given = [mark.ground for mark in grounds if mark.ground]
    along = [*wanted, *clear_of(others, given)]
    rural = [] if small else _rural(roads)
    standing = clear_of([*houses, *along, *rural], taken)
    return City(
        nature=ground,
        network=network,
        motorways=roads.motorways,
        villages=tuple(roads.villages),
        estates=tuple(estates),
        buildings=tuple(standing),
        landmarks=(*known, *grounds, *shops(standing, chance, names)),
    )


def _points_of(lines: list[Line]) -> set[int]:
    """Tell lines apart by what they were drawn with, not by their values."""
    return {id(line.points) for line in lines}


def _has_houses(line: Line, ground: Nature, *, small: bool, in_town: bool) -> bool:
    if not line.name or line.kind not in BUILT_KINDS:
        return False
    if small:
        return bool(line.shape.distance(MIDDLE) < SMALL_REACH_M)
    return in_town or ground.town.contains(line.shape.interpolate(0.5, normalized=True))


def _rural(roads: _Roads) -> list[Building]:
    alleys: list[LineString] = [line.shape for line in roads.lanes if not line.name]
    per_village = [alleys[2 * index : 2 * index + 2] for index in range(len(roads.villages))]
    return [
        house
        for village, own in zip(roads.villages, per_village, strict=True)
        for house in village_houses(village, own)
    ]


def _fill(
    lots: Sequence[Plot], ground: Nature, chance: random.Random, names: Names
) -> tuple[list[Estate], list[Building], list[Landmark]]:
    """Give every plot its use."""
    estates: list[Estate] = []
    houses: list[Building] = []
    grounds: list[Landmark] = []
    told = _told_plots(lots, chance)
    school = _nearest(lots, WANTED_SCHOOL)
    for index, plot in enumerate(lots):
        if index == school:
            at = plot.ground.representative_point()
            tags = {"name": "宿河市第一中学", "amenity": "school", "addr:full": "宿城区黄河路1号"}
            grounds.append(Landmark(tags, at.x, at.y, plot.ground))
            continue
        drawn = chance.random()
        kind = _use(plot, drawn, ground)
        if index not in told and kind is not None:
            grounds.append(filled_plot(plot, kind, chance, names))
            continue
        name = told.get(index) or names.estate()
        rows = estate_rows(plot, name, chance, most=TOLD_HOUSES if index in told else MOST_HOUSES)
        if rows:
            estates.append(Estate(name, largest(plot.ground.buffer(-6.0, join_style="mitre"))))
            houses += rows
    return estates, houses, grounds


def _told_plots(lots: Sequence[Plot], chance: random.Random) -> dict[int, str]:
    told: dict[int, str] = {}
    for name, x, y, houses in _TOLD:
        order = np.argsort(
            shapely.distance([plot.ground.centroid for plot in lots], shapely.Point(x, y))
        )
        for index in order.tolist():
            if index not in told and _holds(lots[index], houses, chance):
                told[index] = name
                break
    return told


def _holds(plot: Plot, houses: int, chance: random.Random) -> bool:
    return len(estate_rows(plot, "", chance, most=TOLD_HOUSES)) >= houses


def _nearest(lots: Sequence[Plot], at: tuple[float, float]) -> int:
    return int(np.argmin(shapely.distance([plot.ground for plot in lots], shapely.Point(at))))


def _use(plot: Plot, drawn: float, ground: Nature) -> str | None:
    """Say what a plot is besides an estate."""
    middle = plot.ground.centroid
    if drawn < 0.07:
        return "park"
    if drawn < 0.12 and plot.ground.area > 9000:
        return "school"
    zone = ground.district_of(middle.x, middle.y) == "开发区"
    return "works" if zone and drawn < 0.45 else None
