"""What the map holds within a frame, read in one statement."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

from gis.sheet.frame import Frame
from gis.tiles import tile_parameters

Part = tuple[tuple[float, float], ...]
# The same choice by zoom as the tiles make: the sheet and the screen show the same streets.
FEATURES = """
WITH frame AS (
  SELECT ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 3857) AS box
), road AS (
  SELECT class, link, name, ST_LineMerge(ST_Collect(geom)) AS geom FROM gis.road, frame
  WHERE geom && box AND class = ANY(%(classes)s) AND (%(links)s OR NOT link)
  GROUP BY class, link, name
), place AS (
  SELECT kind, class, name, geom FROM gis.place, frame
  WHERE kind <> 'building' AND class <> 'other_name' AND geom && box
    AND (kind = ANY(%(places)s) OR class = ANY(%(settlements)s))
  ORDER BY weight, id LIMIT 60
)
SELECT 'area' AS layer, kind, name,
       ST_AsGeoJSON(ST_ClipByBox2D(ST_Simplify(geom, %(tolerance_m)s), box), 1) AS shape
  FROM gis.area, frame WHERE geom && box AND kind = ANY(%(areas)s)
UNION ALL
SELECT 'building', '', '', ST_AsGeoJSON(ST_ClipByBox2D(geom, box), 1)
  FROM gis.building, frame WHERE %(buildings)s AND geom && box
UNION ALL
SELECT 'road', class || CASE WHEN link THEN '_link' ELSE '' END, name,
       ST_AsGeoJSON(ST_ClipByBox2D(ST_Simplify(geom, %(tolerance_m)s), box), 1)
  FROM road, frame
UNION ALL
SELECT 'place', CASE WHEN class = ANY(%(settlements)s) THEN class ELSE kind END, name,
       ST_AsGeoJSON(geom, 1) FROM place
"""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing on the map.

    Args:
        layer: area, building, road or place.
        parts: Lines, rings or single points, in metres of Mercator.
    """

    layer: str
    kind: str
    name: str
    parts: tuple[Part, ...]


def feature_parameters(frame: Frame) -> Mapping[str, object]:
    """Give the parameters of FEATURES."""
    west, south, east, north = frame.box
    shown = tile_parameters("", max(0, floor(frame.zoom)), 0, 0)
    box = {"west": west, "south": south, "east": east, "north": north}
    wanted = ("classes", "links", "areas", "buildings", "places", "settlements")
    return {**box, "tolerance_m": frame.pixel_m / 2, **{name: shown[name] for name in wanted}}


def read_features(rows: Sequence[tuple[str, str, str, str | None]]) -> list[Feature]:
    """Make features of the statement's rows; what a clip left empty is passed over."""
    made = [
        Feature(layer, kind, name, tuple(_parts(json.loads(shape))))
        for layer, kind, name, shape in rows
        if shape is not None
    ]
    return [feature for feature in made if feature.parts]


def _parts(shape: Mapping[str, Any]) -> Iterator[Part]:
    """Give the lines, rings and points of a GeoJSON geometry, whatever it is made of."""
    if shape["type"] == "GeometryCollection":
        for one in shape["geometries"]:
            yield from _parts(one)
    elif shape["coordinates"]:
        yield from _runs(shape["coordinates"])


def _runs(coordinates: list[Any]) -> Iterator[Part]:
    if isinstance(coordinates[0], float | int):
        yield ((coordinates[0], coordinates[1]),)
    elif isinstance(coordinates[0][0], float | int):
        yield tuple((x, y) for x, y, *_ in coordinates)
    else:
        for inner in coordinates:
            yield from _runs(inner)
