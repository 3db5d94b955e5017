"""What a sheet shows: a box of the Earth on a box of pixels, north up, Mercator."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, atan, cos, degrees, log2, pi, radians, sinh, tan

from gis.datum import Wgs84

EARTH_M = 6378137.0
WORLD_M = 2 * pi * EARTH_M
TILE_PX = 512
NARROWEST_M, WIDEST_M = 200.0, 200_000.0
# Beyond these no map of Mercator reaches.
STEEPEST_DEG = 85.0

Spot = tuple[float, float]
"""A point on Mercator, metres; or on the sheet, pixels from its top left corner."""


def mercator(point: Wgs84) -> Spot:
    """Project a point; metres of EPSG:3857."""
    lat = max(-STEEPEST_DEG, min(STEEPEST_DEG, point.lat))
    return EARTH_M * radians(point.lon), EARTH_M * asinh(tan(radians(lat)))


def wgs84(spot: Spot) -> Wgs84:
    """Give the point of a spot on Mercator."""
    return Wgs84(degrees(spot[0] / EARTH_M), degrees(atan(sinh(spot[1] / EARTH_M))))


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the map on a sheet.

    Args:
        metres_wide: Of the ground, along the middle of the sheet.
    """

    centre: Wgs84
    metres_wide: float
    width_px: int
    height_px: int

    @property
    def ground_m_per_px(self) -> float:
        """Metres of the ground under a pixel in the middle."""
        return self.metres_wide / self.width_px

    @property
    def pixel_m(self) -> float:
        """Metres of Mercator under a pixel."""
        return self.ground_m_per_px / cos(radians(self.centre.lat))

    @property
    def zoom(self) -> float:
        """The zoom at which a page would draw the same."""
        return log2(WORLD_M / TILE_PX / self.pixel_m)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north; metres of Mercator."""
        x, y = mercator(self.centre)
        half_w, half_h = self.width_px * self.pixel_m / 2, self.height_px * self.pixel_m / 2
        return x - half_w, y - half_h, x + half_w, y + half_h

    def place(self, spot: Spot) -> Spot:
        """Give the pixel of a spot on Mercator."""
        west, _, _, north = self.box
        return (spot[0] - west) / self.pixel_m, (north - spot[1]) / self.pixel_m

    def place_point(self, point: Wgs84) -> Spot:
        """Give the pixel of a point."""
        return self.place(mercator(point))


def frame_around(
    points: Sequence[Wgs84], *, width_px: int, height_px: int, narrowest_m: float = 1000.0
) -> Frame:
    """Fit a frame around points, with an eighth of air on every side.

    Args:
        points: At least one.
        width_px: Of the sheet.
        height_px: Of the sheet.
        narrowest_m: A single point is shown with this much around it.
    """
    spots = [mercator(point) for point in points]
    west, east = min(x for x, _ in spots), max(x for x, _ in spots)
    south, north = min(y for _, y in spots), max(y for _, y in spots)
    centre = wgs84(((west + east) / 2, (south + north) / 2))
    mercator_m = max(east - west, (north - south) * width_px / height_px) / 0.75
    wide_m = mercator_m * cos(radians(centre.lat))
    metres_wide = max(narrowest_m, NARROWEST_M, min(wide_m, WIDEST_M))
    return Frame(centre, metres_wide, width_px, height_px)
