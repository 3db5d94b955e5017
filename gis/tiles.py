"""Vector tiles: one statement a tile, drawn by PostGIS from the region in force.

Layers and their fields: road(name, other_name, class, link, oneway, bridge, tunnel),
area(name, kind), building(number), place(name, other_name, kind, class). Source: Mapbox Vector
Tile 2.1. What a zoom does not need is left out here, so that a tile of the whole city stays small.
"""

import re
from collections.abc import Mapping

from gis.storage.regions import LABEL

MIN_ZOOM = 6
MAX_ZOOM = 16
LAYERS = ("area", "building", "road", "place")
WORLD_M = 2 * 20037508.342789244
PIXELS = 512
CLASS_FROM_ZOOM: Mapping[str, int] = {
    "motorway": 0,
    "trunk": 0,
    "primary": 9,
    "secondary": 10,
    "tertiary": 12,
    "residential": 13,
    "service": 14,
}
LINKS_FROM_ZOOM = 12
AREA_FROM_ZOOM: Mapping[str, int] = {
    "district": 0,
    "water": 0,
    "green": 10,
    "industrial": 13,
    "campus": 13,
    "estate": 13,
}
PLACE_FROM_ZOOM: Mapping[str, int] = {
    "hospital": 11,
    "station": 12,
    "landmark": 12,
    "estate": 14,
    "poi": 15,
}
# A town is known by its class, whatever its kind.
SETTLEMENT_FROM_ZOOM: Mapping[str, int] = {
    "city": 0,
    "town": 8,
    "suburb": 9,
    "island": 11,
    "quarter": 12,
    "village": 12,
    "hamlet": 13,
    "neighbourhood": 13,
}
BUILDINGS_FROM_ZOOM = 14
SMALLEST_AREA_PX = 6.0

DESCRIBE = """
SELECT LABEL AS version, attribution, west, south, east, north
FROM gis.region WHERE active
""".replace("LABEL", LABEL)
# One that is kept, for an inquiry: its tables lie in a schema of its own.
DESCRIBE_KEPT = """
SELECT LABEL AS version, attribution, west, south, east, north, id, version AS number
FROM gis.region WHERE kept AND LABEL = %(version)s
""".replace("LABEL", LABEL)

# The region is asked in the same statement: a tile never mixes two of them.
TILE = """
WITH region AS (
  SELECT 1 FROM gis.region WHERE active AND LABEL = %(version)s
), tile AS (
  SELECT ST_TileEnvelope(%(z)s, %(x)s, %(y)s) AS box,
         ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => 0.0625) AS around
), area AS (
  SELECT name, kind,
         ST_AsMVTGeom(ST_Simplify(geom, %(tolerance_m)s, true), box, 4096, 256) AS geom
  FROM gis.area, tile
  WHERE geom && around AND kind = ANY(%(areas)s) AND ST_Area(ST_Envelope(geom)) > %(smallest_m2)s
  ORDER BY kind = 'district', ST_Area(geom) DESC
), building AS (
  SELECT number, ST_AsMVTGeom(geom, box, 4096, 64) AS geom
  FROM gis.building, tile WHERE %(buildings)s AND geom && around
), merged AS (
  SELECT name, other_name, class, link, oneway, bridge, tunnel,
         ST_LineMerge(ST_Collect(geom)) AS line
  FROM gis.road, tile
  WHERE geom && around AND class = ANY(%(classes)s) AND (%(links)s OR NOT link)
  GROUP BY name, other_name, class, link, oneway, bridge, tunnel
), road AS (
  SELECT name, other_name, class, link, oneway, bridge, tunnel,
         ST_AsMVTGeom(ST_Simplify(line, %(tolerance_m)s), box, 4096, 256) AS geom
  FROM merged, tile
), place AS (
  SELECT name, other_name, kind, class, ST_AsMVTGeom(geom, box, 4096, 64) AS geom
  FROM gis.place, tile
  WHERE kind <> 'building' AND class <> 'other_name' AND geom && around
    AND (kind = ANY(%(places)s) OR class = ANY(%(settlements)s))
  ORDER BY weight, id LIMIT 300
)
SELECT (SELECT coalesce(ST_AsMVT(area, 'area', 4096, 'geom'), '') FROM area)
    || (SELECT coalesce(ST_AsMVT(building, 'building', 4096, 'geom'), '') FROM building)
    || (SELECT coalesce(ST_AsMVT(road, 'road', 4096, 'geom'), '') FROM road)
    || (SELECT coalesce(ST_AsMVT(place, 'place', 4096, 'geom'), '') FROM place) AS tile
FROM region
""".replace("LABEL", LABEL)
_TABLES = re.compile(r"\bgis\.(area|building|road|place)\b")


def kept_tile(schema: str) -> str:
    """Give the statement for a tile of a version that is kept.

    Args:
        schema: The region's, as `schema_of` names it: letters, digits and low lines only.
    """
    kept = TILE.replace("WHERE active AND", "WHERE kept AND")
    return _TABLES.sub(lambda found: f"{schema}.{found[1]}", kept)


def is_tile(z: int, x: int, y: int) -> bool:
    """Tell whether such a tile is drawn at all."""
    return MIN_ZOOM <= z <= MAX_ZOOM and 0 <= x < 2**z and 0 <= y < 2**z


def tile_parameters(version: str, z: int, x: int, y: int) -> Mapping[str, object]:
    """Give the parameters of TILE."""
    pixel_m = WORLD_M / 2**z / PIXELS
    return {
        "version": version,
        "z": z,
        "x": x,
        "y": y,
        "tolerance_m": pixel_m / 2,
        "smallest_m2": (pixel_m * SMALLEST_AREA_PX) ** 2,
        "buildings": z >= BUILDINGS_FROM_ZOOM,
        "links": z >= LINKS_FROM_ZOOM,
        "classes": _shown(CLASS_FROM_ZOOM, z),
        "areas": _shown(AREA_FROM_ZOOM, z),
        "places": _shown(PLACE_FROM_ZOOM, z),
        "settlements": _shown(SETTLEMENT_FROM_ZOOM, z),
    }


def _shown(from_zoom: Mapping[str, int], z: int) -> list[str]:
    return [name for name, first in from_zoom.items() if z >= first]
