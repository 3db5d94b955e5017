"""The ground of a report's map: main roads, water and districts as shapes, read in one go."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium
import shapely

from gis.reports.self_contained import LocalMap
from gis.sheet.look import LIGHT

Feature = Mapping[str, Any]
TOLERANCE_M = 15
WIDTHS: Mapping[str, float] = {"motorway": 4.0, "trunk": 3.5, "primary": 3.0, "secondary": 2.0}
GROUND = """
SELECT 'road' AS layer, class AS kind, '' AS name,
       ST_AsGeoJSON(ST_Transform(ST_Simplify(line, %(tolerance_m)s), 4326), 5)
FROM (
  SELECT class, ST_LineMerge(ST_Collect(geom)) AS line FROM gis.road
  WHERE class = ANY(%(classes)s) AND NOT link GROUP BY class
) AS merged
UNION ALL
SELECT 'area', kind, name,
       ST_AsGeoJSON(ST_Transform(ST_SimplifyPreserveTopology(geom, %(tolerance_m)s), 4326), 5)
FROM gis.area
WHERE kind = 'district' OR (kind = 'water' AND ST_Area(geom) > %(smallest_m2)s)
"""


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under a report's figures.

    Args:
        bounds: West, south, east, north in degrees of WGS-84.
        attribution: Of the map's source; a licence asks for it.
        districts: Name and outline, the smallest ones last.
    """

    bounds: tuple[float, float, float, float]
    attribution: str
    roads: Sequence[Feature]
    water: Sequence[Feature]
    districts: Sequence[tuple[str, shapely.Geometry]]


def ground_parameters() -> Mapping[str, object]:
    """Give the parameters of GROUND."""
    return {"tolerance_m": TOLERANCE_M, "classes": list(WIDTHS), "smallest_m2": 50_000}


def read_ground(
    rows: Iterable[Sequence[str]], bounds: tuple[float, float, float, float], attribution: str
) -> Ground:
    """Make the ground of the rows of GROUND: layer, kind, name, GeoJSON."""
    roads: list[Feature] = []
    water: list[Feature] = []
    districts: list[tuple[str, shapely.Geometry]] = []
    for layer, kind, name, text in rows:
        if layer == "area" and kind == "district":
            districts.append((name, shapely.from_geojson(text)))
        else:
            into = roads if layer == "road" else water
            into.append(_feature(json.loads(text), {"kind": kind}))
    districts.sort(key=lambda one: -shapely.area(one[1]))
    return Ground(bounds, attribution, roads, water, districts)


def draw_ground(ground: Ground) -> LocalMap:
    """Draw it, light as paper: what is laid over it stands out on a print too."""
    made = LocalMap(
        tiles=None,
        control_scale=True,
        attribution_control=False,
        prefer_canvas=True,
        zoom_snap=0.25,
    )
    areas = {"type": "FeatureCollection", "features": list(ground.water)}
    roads = {"type": "FeatureCollection", "features": list(ground.roads)}
    if ground.water:
        water = {"stroke": False, "fillColor": LIGHT.areas["water"], "fillOpacity": 1.0}
        folium.GeoJson(areas, style_function=lambda _: water, interactive=False).add_to(made)
    if ground.roads:
        folium.GeoJson(roads, style_function=_road_style, interactive=False).add_to(made)
    for name, outline in ground.districts:
        border = {"color": LIGHT.border, "weight": 1.5, "dashArray": "6 4", "fill": False}
        shape = _feature(json.loads(shapely.to_geojson(outline)), {"name": name})
        folium.GeoJson(shape, style_function=lambda _, border=border: border).add_to(made)
    look_at(made, ground.bounds)
    return made


def look_at(page: folium.Map, bounds: tuple[float, float, float, float]) -> None:
    """Show these degrees at first: west, south, east, north."""
    west, south, east, north = bounds
    page.fit_bounds([[south, west], [north, east]])


def _road_style(feature: Feature) -> Mapping[str, object]:
    kind = feature["properties"]["kind"]
    return {"color": "#a9b3bf", "weight": WIDTHS[kind], "opacity": 1.0}


def _feature(geometry: object, properties: Mapping[str, str]) -> Feature:
    return {"type": "Feature", "properties": dict(properties), "geometry": geometry}
