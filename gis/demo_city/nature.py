"""River, lake and districts: what was there before the streets."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from gis.demo_city.frame import HALF_HEIGHT_M, HALF_WIDTH_M, Points, bend, smooth

RIVER_NAME = "宿河"
LAKE_NAME = "镜月湖"
CANAL_NAME = "六塘河"
RIVER_HALF_M = 115.0
CANAL_HALF_M = 22.0
_RIVER = (
    *((-30500, 15600), (-24000, 13300), (-19000, 10800), (-13000, 9800), (-8000, 6900)),
    *((-3500, 6300), (-300, 4600), (1900, 2600), (2600, 600), (2200, -1500), (2900, -3500)),
    *((5200, -5200), (7600, -7300), (10500, -8400), (14500, -10600), (19000, -12600)),
    *((23500, -17200), (28000, -20600)),
)
_CANAL = (
    *((2500, 900), (5200, 2700), (8200, 3500), (11500, 6100), (16500, 7000), (21500, 8600)),
    *((30500, 8800),),
)
LIMITS = box(-HALF_WIDTH_M, -HALF_HEIGHT_M, HALF_WIDTH_M, HALF_HEIGHT_M)


@dataclass(frozen=True, slots=True)
class Nature:
    """Water and the parts of the city.

    Attributes:
        districts: Name and outline; together they cover the map.
        town: What is built up densely, inside the ring road.
    """

    river_line: LineString
    canal_line: LineString
    river: BaseGeometry
    canal: BaseGeometry
    lake: Polygon
    districts: tuple[tuple[str, Polygon], ...]
    town: Polygon

    def district_of(self, x_m: float, y_m: float) -> str:
        """Name the district of a point."""
        point = Point(x_m, y_m)
        return next((name for name, area in self.districts if area.covers(point)), "宿城区")


def nature() -> Nature:
    """Draw river, lake, districts and the outline of the town."""
    river_line, canal_line = LineString(smooth(_RIVER)), LineString(smooth(_CANAL))
    return Nature(
        river_line=river_line,
        canal_line=canal_line,
        river=river_line.buffer(RIVER_HALF_M).intersection(LIMITS),
        canal=canal_line.buffer(CANAL_HALF_M).intersection(LIMITS),
        lake=Polygon(_lake()),
        districts=_districts(river_line),
        town=Polygon(bend(ring(9300.0, 7300.0))),
    )


def ring(half_width_m: float, half_height_m: float, *, points: int = 240) -> Points:
    """Give a closed line between an ellipse and a rectangle, as ring roads are."""
    angle = np.linspace(0.0, 2 * np.pi, points + 1)
    cos, sin = np.cos(angle), np.sin(angle)
    closed = np.column_stack(
        (
            half_width_m * np.sign(cos) * np.abs(cos) ** 0.62,
            half_height_m * np.sign(sin) * np.abs(sin) ** 0.62,
        )
    )
    closed[-1] = closed[0]
    return closed


def _lake() -> Points:
    angle = np.linspace(0.0, 2 * np.pi, 181)
    reach = 1 + 0.13 * np.sin(3 * angle + 0.7) + 0.07 * np.sin(5 * angle) + 0.04 * np.cos(9 * angle)
    points = np.column_stack(
        (-8200 + 4300 * reach * np.cos(angle), 14300 + 2900 * reach * np.sin(angle))
    )
    points[-1] = points[0]
    return points


def _districts(river: LineString) -> tuple[tuple[str, Polygon], ...]:
    halves = shapely.get_parts(
        shapely.polygonize([LIMITS.exterior.union(river.intersection(LIMITS.buffer(400)))])
    )
    west, east = sorted(halves, key=lambda half: half.centroid.y)
    north = box(-HALF_WIDTH_M, 5900, 9200, HALF_HEIGHT_M)
    shore = box(-HALF_WIDTH_M, 4_600, -17_000, HALF_HEIGHT_M).intersection(west)
    zone = box(-17_000, -6_200, -3_900, 9_500).intersection(west)
    drawn = (
        ("湖滨新区", east.intersection(north).union(shore)),
        ("宿豫区", east.difference(north)),
        ("开发区", zone),
        ("宿城区", west.difference(zone).difference(shore)),
    )
    # On a grid of metres: written with seven decimals an outline may not touch itself.
    return tuple((name, largest(shapely.set_precision(shape, 1.0))) for name, shape in drawn)


def largest(shape: BaseGeometry) -> Polygon:
    """Give the greatest polygon of a shape."""
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon)]
    return max(parts, key=lambda part: part.area)
