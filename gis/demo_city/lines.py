"""A road as it is planned: one line with one name, before it is cut at its crossings."""

from dataclasses import dataclass

import shapely
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from gis.demo_city.frame import Points

AT_GRADE = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A planned road.

    Attributes:
        kind: The value of OSM's tag highway.
        level: Lines of other levels pass above or below and meet only where they share a point.
        number: The road's official number, such as S49.
        begins_m: How far along its road this piece begins; house numbers go on from there.
    """

    name: str
    kind: str
    points: Points
    oneway: bool = False
    level: int = AT_GRADE
    number: str = ""
    begins_m: float = 0.0

    @property
    def shape(self) -> LineString:
        """The line as a geometry."""
        return LineString(self.points)


def without(line: Line, hole: BaseGeometry) -> list[Line]:
    """Cut a hole out of a line; its pieces keep the name and go on counting."""
    whole = line.shape
    left = whole.difference(hole)
    pieces = list(left.geoms) if isinstance(left, MultiLineString) else [left]
    return [_piece(line, whole, piece) for piece in pieces if piece.length > 60.0]


def within(line: Line, bounds: BaseGeometry) -> list[Line]:
    """Keep what lies within bounds."""
    whole = line.shape
    kept = shapely.intersection(whole, bounds)
    pieces = list(kept.geoms) if isinstance(kept, MultiLineString) else [kept]
    return [_piece(line, whole, piece) for piece in pieces if piece.length > 60.0]


def largest_line(shape: BaseGeometry) -> LineString:
    """Give the longest line of a shape."""
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, LineString)]
    return max(parts, key=lambda part: part.length)


def _piece(line: Line, whole: LineString, piece: LineString) -> Line:
    points = shapely.get_coordinates(piece)
    begins_m = line.begins_m + float(whole.project(shapely.Point(points[0])))
    return Line(line.name, line.kind, points, line.oneway, line.level, line.number, begins_m)
