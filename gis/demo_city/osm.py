"""Writes the city as OpenStreetMap data (PBF); equal cities give equal bytes."""

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

import numpy as np
import osmium
import shapely
from osmium.osm.mutable import Node, Relation, Way
from shapely.geometry import Polygon

from gis.demo_city.aeds import aeds
from gis.demo_city.city import SEED, City
from gis.demo_city.frame import Points, to_wgs84
from gis.demo_city.nature import CANAL_NAME, LAKE_NAME, RIVER_NAME
from gis.demo_city.restrictions import Piece, restrictions, ruled_nodes
from gis.demo_city.words import OLD_NAMES, OTHER_NAMES, TOWNS

CITY_NAME = "宿河市"
LONGEST_PIECE = 1900
Tags = Mapping[str, str]
Members = Sequence[tuple[str, int, str]]


class _Sheet:
    """Collects nodes, ways and relations, each kind numbered from one."""

    def __init__(self) -> None:
        self.nodes: list[tuple[float, float, Tags]] = []
        self.ways: list[tuple[tuple[int, ...], Tags]] = []
        self.relations: list[tuple[Members, Tags]] = []

    def node(self, x: float, y: float, tags: Tags) -> int:
        """Add a node; its number."""
        self.nodes.append((x, y, tags))
        return len(self.nodes)

    def way(self, nodes: Sequence[int], tags: Tags) -> int:
        """Add a way; its number."""
        self.ways.append((tuple(nodes), tags))
        return len(self.ways)

    def ring(self, corners: Points, tags: Tags) -> int:
        """Add a closed way with nodes of its own."""
        nodes = [self.node(x, y, {}) for x, y in corners.tolist()]
        return self.way((*nodes, nodes[0]), tags)

    def save(self, path: Path) -> None:
        """Write everything in the order that OSM files have."""
        with osmium.SimpleWriter(str(path), overwrite=True) as writer:
            for number, (x, y, tags) in enumerate(self.nodes, start=1):
                point = to_wgs84(x, y)
                writer.add_node(Node(id=number, location=(point.lon, point.lat), tags=tags))
            for number, (nodes, tags) in enumerate(self.ways, start=1):
                writer.add_way(Way(id=number, nodes=nodes, tags=tags))
            for number, (members, tags) in enumerate(self.relations, start=1):
                writer.add_relation(Relation(id=number, members=list(members), tags=tags))


def write(city: City, path: Path) -> None:
    """Write the city to a file that ends in .osm.pbf."""
    sheet = _Sheet()
    _roads(sheet, city)
    _water(sheet, city)
    _districts(sheet, city)
    _houses(sheet, city)
    _landmarks(sheet, city)
    _posts(sheet, city)
    _aeds(sheet, city)
    sheet.save(path)


def _roads(sheet: _Sheet, city: City) -> None:
    """Write nodes and pieces of roads first: a node's number is its index plus one."""
    network, chance = city.network, random.Random(SEED + 1)  # noqa: S311
    ruled = ruled_nodes(network)
    for index, (x, y) in enumerate(network.points.tolist()):
        sheet.node(x, y, {"highway": "traffic_signals"} if index in ruled else {})
    pieces = list(_pieces(city, ruled))
    for piece in pieces:
        sheet.way([node + 1 for node in piece.nodes], _road_tags(city, piece))
    for rule in restrictions(pieces, network, ruled, chance):
        members = (
            ("w", rule.origin + 1, "from"),
            ("n", rule.via + 1, "via"),
            ("w", rule.target + 1, "to"),
        )
        sheet.relations.append((members, {"type": "restriction", "restriction": "no_left_turn"}))


def _road_tags(city: City, piece: Piece) -> dict[str, str]:
    line = city.network.ways[piece.way].line
    tags = {"highway": line.kind}
    if line.name:
        tags |= _names(line.name)
    if line.number:
        tags["ref"] = line.number
    if line.oneway:
        tags["oneway"] = "yes"
    if piece.bridge:
        tags |= {"bridge": "yes", "layer": "1"} | _bridge_name(line.name)
    return tags


def _names(name: str) -> dict[str, str]:
    """Give a name with those that people say beside it."""
    tags = {"name": name}
    if name in OLD_NAMES:
        tags["old_name"] = OLD_NAMES[name]
    if name in OTHER_NAMES:
        tags["alt_name"] = OTHER_NAMES[name]
    return tags


def _bridge_name(road: str) -> dict[str, str]:
    short = road.removesuffix("大道").removesuffix("路")
    return {"bridge:name": f"{short}大桥"} if road else {}


def _pieces(city: City, ruled: set[int]) -> Iterator[Piece]:
    """Cut roads where a bridge begins or ends and where a rule of turning holds."""
    water = city.nature.river.union(city.nature.canal)
    for index, way in enumerate(city.network.ways):
        points = city.network.points[list(way.nodes)]
        steps = np.stack((points[:-1], points[1:]), axis=1)
        over = shapely.intersects(shapely.linestrings(steps), water).tolist()
        begun = 0
        for at in range(1, len(way.nodes)):
            last = at == len(way.nodes) - 1
            if (
                last
                or over[at] != over[at - 1]
                or way.nodes[at] in ruled
                or at - begun >= LONGEST_PIECE
            ):
                yield Piece(index, way.nodes[begun : at + 1], bridge=over[at - 1])
                begun = at


def _water(sheet: _Sheet, city: City) -> None:
    nature = city.nature
    for name, shape, kind in (
        (RIVER_NAME, nature.river, "river"),
        (CANAL_NAME, nature.canal, "canal"),
        (LAKE_NAME, nature.lake, "lake"),
    ):
        for part in shapely.get_parts(shape):
            tags = {"natural": "water", "water": kind, "name": name}
            sheet.ring(shapely.get_coordinates(part.exterior)[:-1], tags)
    for name, line, kind in (
        (RIVER_NAME, nature.river_line, "river"),
        (CANAL_NAME, nature.canal_line, "canal"),
    ):
        nodes = [sheet.node(x, y, {}) for x, y in shapely.get_coordinates(line).tolist()]
        sheet.way(nodes, {"waterway": kind, "name": name})


def _districts(sheet: _Sheet, city: City) -> None:
    for name, area in city.nature.districts:
        way = sheet.ring(
            shapely.get_coordinates(area.exterior)[:-1], {"boundary": "administrative"}
        )
        tags = {"type": "boundary", "boundary": "administrative", "admin_level": "6", "name": name}
        sheet.relations.append(((("w", way, "outer"),), tags))
        middle = area.representative_point()
        sheet.node(middle.x, middle.y, {"place": "district", "name": name})
    sheet.node(0, 0, {"place": "city", "name": CITY_NAME, "population": "620000"})
    for name, x, y, _ in TOWNS:
        sheet.node(x, y, {"place": "town", "name": name})
    for village in city.villages:
        sheet.node(village.x_m, village.y_m, {"place": "village", "name": village.name})


def _houses(sheet: _Sheet, city: City) -> None:
    for estate in city.estates:
        _ground(sheet, estate.ground, {"landuse": "residential", "name": estate.name})
    for house, district in zip(city.buildings, city.districts(), strict=True):
        where = "addr:street" if house.on_street else "addr:place"
        tags = {
            "building": house.use,
            "building:levels": str(house.floors),
            where: house.where,
            "addr:housenumber": house.number,
            "addr:district": district,
        }
        sheet.ring(house.corners, tags)


def _landmarks(sheet: _Sheet, city: City) -> None:
    for mark in city.landmarks:
        tags = {**mark.tags, **_names(mark.tags["name"])}
        if mark.ground is None:
            sheet.node(mark.x_m, mark.y_m, tags)
        else:
            _ground(sheet, mark.ground, tags)


def _aeds(sheet: _Sheet, city: City) -> None:
    for mark in aeds(city.landmarks):
        sheet.node(mark.x_m, mark.y_m, mark.tags)


def _ground(sheet: _Sheet, ground: Polygon, tags: Tags) -> None:
    sheet.ring(shapely.get_coordinates(ground.simplify(1.5).exterior)[:-1], tags)


def _posts(sheet: _Sheet, city: City) -> None:
    for post in city.motorways.posts:
        tags = {
            "highway": "milestone",
            "name": f"{post.name}{post.kilometre}公里",
            "distance": str(post.kilometre),
        }
        sheet.node(post.x_m, post.y_m, tags)
    for ramp, number in zip(city.motorways.exits, count(1), strict=False):
        tags = {"highway": "motorway_junction", "name": ramp.name, "ref": str(number)}
        sheet.node(ramp.x_m, ramp.y_m, tags)
