"""The city's own plane: metres east and north of its middle."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gis.datum import Wgs84

Points = NDArray[np.float64]

MIDDLE_LON = 118.29
MIDDLE_LAT = 33.95
METRES_PER_DEGREE_LON = 92_330.0
METRES_PER_DEGREE_LAT = 110_920.0
HALF_WIDTH_M = 30_000.0
HALF_HEIGHT_M = 20_000.0


def to_wgs84(x_m: float, y_m: float) -> Wgs84:
    """Give the point on Earth of a point of the plane."""
    return Wgs84(
        round(MIDDLE_LON + x_m / METRES_PER_DEGREE_LON, 7),
        round(MIDDLE_LAT + y_m / METRES_PER_DEGREE_LAT, 7),
    )


def bend(points: Points) -> Points:
    """Bend a straight plan, so that no street of the city is drawn with a ruler."""
    u, v = points[:, 0], points[:, 1]
    turn = np.radians(-5.0)
    x = u * np.cos(turn) - v * np.sin(turn)
    y = u * np.sin(turn) + v * np.cos(turn)
    return np.column_stack(
        (
            x + 390 * np.sin(y / 2700 + 0.5) + 180 * np.sin(x / 4300),
            y + 330 * np.sin(x / 3300) + 160 * np.sin(y / 3700 + 1.0),
        )
    )


def straight(start: Sequence[float], end: Sequence[float], *, step_m: float = 120.0) -> Points:
    """Give points of a straight line, close enough to be bent."""
    first, last = np.asarray(start, dtype=np.float64), np.asarray(end, dtype=np.float64)
    count = max(2, int(np.hypot(*(last - first)) / step_m) + 1)
    return first + (last - first) * np.linspace(0.0, 1.0, count)[:, None]


def smooth(corners: Sequence[Sequence[float]] | Sequence[Points], *, times: int = 3) -> Points:
    """Round the corners of a line by cutting them (Chaikin); its ends stay."""
    points = np.asarray(corners, dtype=np.float64)
    for _ in range(times):
        near = points[:-1] * 0.75 + points[1:] * 0.25
        far = points[:-1] * 0.25 + points[1:] * 0.75
        between = np.stack((near, far), axis=1).reshape(-1, 2)
        points = np.vstack((points[:1], between[1:-1], points[-1:]))
    return points
