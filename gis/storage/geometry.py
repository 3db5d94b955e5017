"""Shapes by the thousand: from the file's degrees to the map's metres, and to text for COPY."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

EARTH_RADIUS_M = 6_378_137.0
WGS84 = 4326
MERCATOR = 3857
Shapes = NDArray[Any]
Points = NDArray[np.float64]


def shapes_of(wkb: Sequence[str]) -> Shapes:
    """Read shapes in degrees."""
    return np.asarray(shapely.from_wkb(np.array(wkb, dtype=object)))


def mercator(shapes: Shapes) -> list[str]:
    """Write shapes as EWKB in metres of EPSG:3857."""
    turned = shapely.transform(shapes, _to_metres)
    return list(shapely.to_wkb(shapely.set_srid(turned, MERCATOR), hex=True, include_srid=True))


def multipolygons(shapes: Shapes) -> Shapes:
    """Give every ground as a multipolygon; a house that is only a point gets a small one."""
    is_area = shapely.get_dimensions(shapes) == 2
    return np.asarray(shapes[is_area])


def middles(shapes: Shapes) -> Points:
    """Give a point that lies on each shape, degrees: of a line its middle."""
    is_line = shapely.get_dimensions(shapes) == 1
    points = np.empty((len(shapes), 2))
    if is_line.any():
        halves = shapely.line_interpolate_point(shapes[is_line], 0.5, normalized=True)
        points[is_line] = shapely.get_coordinates(halves)
    if (~is_line).any():
        inside = shapely.point_on_surface(shapes[~is_line])
        points[~is_line] = shapely.get_coordinates(inside)
    return points


def points_as_text(points: Points) -> tuple[list[str], list[str]]:
    """Write points as EWKB in degrees and in metres."""
    degrees = shapely.set_srid(shapely.points(points), WGS84)
    metres = shapely.set_srid(shapely.points(_to_metres(points)), MERCATOR)
    return (
        list(shapely.to_wkb(degrees, hex=True, include_srid=True)),
        list(shapely.to_wkb(metres, hex=True, include_srid=True)),
    )


def _to_metres(points: Points) -> Points:
    x = np.radians(points[:, 0]) * EARTH_RADIUS_M
    y = np.log(np.tan(np.pi / 4 + np.radians(points[:, 1]) / 2)) * EARTH_RADIUS_M
    return np.column_stack((x, y))
