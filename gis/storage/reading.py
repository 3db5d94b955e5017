"""Reads what the map and the search need from an OpenStreetMap file (PBF), in one go."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import osmium
import osmium.filter
import osmium.geom
import osmium.io
import osmium.osm

from gis.storage.aed import is_aed
from gis.storage.faults import ImportFault
from gis.storage.kinds import Tags, area_kind, oneway, place_sort, road_class

TOLD_EVERY = 25_000
MOST_EXAMPLES = 5
Told = Callable[[int], None]
Tagged = osmium.osm.Node | osmium.osm.Way | osmium.osm.Area


@dataclass(frozen=True, slots=True)
class Road:
    """A road as it is drawn; nodes are the numbers that OSM gives them."""

    id: int
    tags: Tags
    kind: str
    link: bool
    oneway: int
    wkb: str
    nodes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """Anything with tags at a place; wkb of its ground or, when it has none, of its point."""

    id: int
    tags: Tags
    wkb: str


@dataclass(slots=True)
class LeftOut:
    """What could not be taken: grounds that cross themselves or are open, ways without places.

    Attributes:
        examples: Numbers of a few of those grounds in OpenStreetMap.
    """

    areas: int = 0
    ways: int = 0
    nodes: int = 0
    examples: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Tell whether anything was left out."""
        return bool(self.areas or self.ways or self.nodes)


@dataclass(slots=True)
class Source:
    """What a file holds."""

    roads: list[Road] = field(default_factory=list)
    areas: list[tuple[str, Thing]] = field(default_factory=list)
    buildings: list[Thing] = field(default_factory=list)
    places: list[Thing] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)


def read(pbf: Path, told: Told = lambda _: None) -> Source:
    """Read a file.

    Args:
        pbf: Any extract, WGS-84.
        told: Called now and then with the number of objects read.

    Raises:
        ImportFault: ``pbf_missing``, ``pbf_unreadable``, ``pbf_cut`` or ``pbf_without_roads``.
    """
    refuse_what_is_no_pbf(pbf)
    source = Source()
    try:
        for count, thing in enumerate(_tagged(pbf), start=1):
            _take(thing, source)
            if count % TOLD_EVERY == 0:
                told(count)
    except RuntimeError as error:
        raise ImportFault("pbf_cut", file=pbf.name, why=str(error)) from error
    if not source.roads:
        raise ImportFault("pbf_without_roads", file=pbf.name)
    return source


def refuse_what_is_no_pbf(pbf: Path) -> None:
    """Open a file as PBF and read its head.

    Raises:
        ImportFault: ``pbf_missing`` or ``pbf_unreadable``.
    """
    if not pbf.is_file():
        raise ImportFault("pbf_missing", file=str(pbf))
    try:
        with osmium.io.Reader(osmium.io.File(str(pbf), "pbf")) as reader:
            reader.header()
    except RuntimeError as error:
        raise ImportFault("pbf_unreadable", file=pbf.name, why=str(error)) from error


def _tagged(pbf: Path) -> Iterator[Tagged]:
    """Give what has tags: nodes, ways, and areas put together from ways and relations."""
    file = osmium.io.File(str(pbf), "pbf")
    things = osmium.FileProcessor(file).with_locations().with_areas()
    for thing in things.with_filter(osmium.filter.EmptyTagFilter()):
        if isinstance(thing, Tagged):
            yield thing


_WKB = osmium.geom.WKBFactory()


def _take(thing: Tagged, source: Source) -> None:
    try:
        match thing:
            case osmium.osm.Node():
                _take_node(thing, source)
            case osmium.osm.Way():
                _take_way(thing, source)
            case osmium.osm.Area():
                _take_area(thing, source)
    except (osmium.InvalidLocationError, RuntimeError):
        _leave_out(thing, source.left_out)


def _leave_out(thing: Tagged, left_out: LeftOut) -> None:
    match thing:
        case osmium.osm.Node():
            left_out.nodes += 1
        case osmium.osm.Way():
            left_out.ways += 1
        case osmium.osm.Area():
            left_out.areas += 1
            if len(left_out.examples) < MOST_EXAMPLES:
                left_out.examples.append(thing.orig_id())


def _take_node(node: osmium.osm.Node, source: Source) -> None:
    tags = dict(node.tags)
    if _is_address(tags):
        source.buildings.append(Thing(node.id, tags, _WKB.create_point(node)))
    if (tags.get("name") or is_aed(tags)) and place_sort(tags):
        source.places.append(Thing(node.id, tags, _WKB.create_point(node)))


def _take_way(way: osmium.osm.Way, source: Source) -> None:
    tags = dict(way.tags)
    if is_aed(tags) and not way.is_closed():
        source.places.append(Thing(way.id, tags, _WKB.create_linestring(way)))
    if "highway" not in tags and "waterway" not in tags:
        return
    known = road_class(tags)
    if known is not None and tags.get("area") != "yes":
        kind, link = known
        wkb = _WKB.create_linestring(way)
        nodes = tuple(node.ref for node in way.nodes)
        source.roads.append(Road(way.id, tags, kind, link, oneway(tags), wkb, nodes))
    elif tags.get("name") and "waterway" in tags and not way.is_closed():
        source.places.append(Thing(way.id, tags, _WKB.create_linestring(way)))


def _take_area(area: osmium.osm.Area, source: Source) -> None:
    tags = dict(area.tags)
    if "highway" in tags or tags.get("type") == "restriction":
        return
    kind = area_kind(tags)
    building = tags.get("building", "no") != "no"
    named = (bool(tags.get("name")) or is_aed(tags)) and place_sort(tags) is not None
    if not (kind or building or named or _is_address(tags)):
        return
    thing = Thing(area.orig_id(), tags, _WKB.create_multipolygon(area))
    # The outline of a district is a way too; only the relation has the name.
    if kind is not None and (kind != "district" or "name" in tags):
        source.areas.append((kind, thing))
    if building or _is_address(tags):
        source.buildings.append(thing)
    if named and kind != "district":
        source.places.append(thing)


def _is_address(tags: Tags) -> bool:
    return "addr:housenumber" in tags and ("addr:street" in tags or "addr:place" in tags)
