"""GCJ-02, the shifted datum of Chinese map services, to WGS-84; for whole arrays at once.

Source: the published transformation (eviltransform); its inverse is found by repetition, to
better than a millimetre. A point is converted only where a person declared the datum: nothing
in the numbers tells which one they are in, and Hong Kong, Macau and Taiwan are not shifted.
"""

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]

_AXIS_M = 6_378_245.0
_FLATNESS = 0.006_693_421_622_965_943
_TURNS = 6


def to_wgs84(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Give WGS-84 degrees of points in GCJ-02."""
    east, north = lon.copy(), lat.copy()
    for _ in range(_TURNS):
        shifted_lon, shifted_lat = from_wgs84(east, north)
        east, north = east + lon - shifted_lon, north + lat - shifted_lat
    return east, north


def from_wgs84(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Give GCJ-02 degrees of points in WGS-84."""
    x, y = lon - 105.0, lat - 35.0
    radian = np.radians(lat)
    bulge = 1 - _FLATNESS * np.sin(radian) ** 2
    root = np.sqrt(bulge)
    north_m = _AXIS_M * (1 - _FLATNESS) / (bulge * root)
    east_m = _AXIS_M / root * np.cos(radian)
    return lon + np.degrees(_east(x, y) / east_m), lat + np.degrees(_north(x, y) / north_m)


def _waves(value: Degrees, *lengths: tuple[float, float]) -> Degrees:
    total = np.zeros_like(value)
    for height, length in lengths:
        total = total + height * np.sin(value * np.pi / length)
    return total * 2.0 / 3.0


def _common(x: Degrees) -> Degrees:
    return _waves(x, (20.0, 1 / 6), (20.0, 1 / 2))


def _north(x: Degrees, y: Degrees) -> Degrees:
    base = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    return np.asarray(
        base + _common(x) + _waves(y, (20.0, 1.0), (40.0, 3.0), (160.0, 12.0), (320.0, 30.0))
    )


def _east(x: Degrees, y: Degrees) -> Degrees:
    base = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    return np.asarray(
        base + _common(x) + _waves(x, (20.0, 1.0), (40.0, 3.0), (150.0, 12.0), (300.0, 30.0))
    )
