"""What drawn roads and estates are as rows of a region's tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import shapely

from gis.overlay.pieces import ROWS_OF_PIECE, NewEstate, NewRoad, Point
from gis.storage.places import Place, places_of
from gis.storage.reading import Road, Source, Thing
from gis.storage.rows import Row, contents

HOUSE_M = 12.0
M_PER_DEGREE = 111_320.0


def way_of(number: int) -> int:
    """Give the number under which a drawn road stands among the ways of OpenStreetMap."""
    return first_row_of(number)


def first_row_of(number: int) -> int:
    """Give the number of a piece's first row; each that follows is one less."""
    return -number * ROWS_OF_PIECE


def road_source(road: NewRoad, points: Sequence[Point]) -> Source:
    """Give a road as if a file had it."""
    tags = {"name": road.name, "highway": road.kind}
    nodes = tuple(range(len(points)))
    way, wkb = way_of(road.number), _hex(shapely.LineString(points))
    return Source(roads=[Road(way, tags, road.kind, False, road.oneway, wkb, nodes)])


def estate_source(estate: NewEstate) -> Source:
    """Give an estate and its houses as if a file had them."""
    row = first_row_of(estate.number)
    tags = {"name": estate.name, "landuse": "residential"}
    ground = Thing(row, tags, _hex(_ground(estate.outline)))
    houses = [
        Thing(row - order, _house_tags(estate.name, number), _hex(_square(at)))
        for order, (number, at) in enumerate(estate.houses, start=1)
    ]
    return Source(areas=[("estate", ground)], buildings=houses, places=[ground])


def rows_of(source: Source) -> tuple[Mapping[str, Iterable[Row]], list[Place]]:
    """Give the rows of roads, areas and buildings, and the places, of which rows are made later."""
    rows = dict(contents(source).rows)
    del rows["place"]
    return rows, places_of(source)


def parts_of(ground: shapely.Geometry) -> Iterator[shapely.Polygon]:
    """Give the simple grounds of which one that crosses itself consists."""
    whole = shapely.make_valid(ground)
    return (part for part in shapely.get_parts(whole) if isinstance(part, shapely.Polygon))


def _ground(outline: Sequence[Point]) -> shapely.MultiPolygon:
    return shapely.MultiPolygon(list(parts_of(shapely.Polygon(outline))))


def _square(at: Point) -> shapely.MultiPolygon:
    north = HOUSE_M / 2 / M_PER_DEGREE
    east = north / float(np.cos(np.radians(at[1])))
    lon, lat = at
    return shapely.MultiPolygon([shapely.box(lon - east, lat - north, lon + east, lat + north)])


def _house_tags(estate: str, number: str) -> Mapping[str, str]:
    return {"addr:place": estate, "addr:housenumber": number, "building": "residential"}


def _hex(shape: shapely.Geometry) -> str:
    return str(shapely.to_wkb(shape, hex=True))
