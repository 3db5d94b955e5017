"""Whether two points differ as one point does in two datums."""

import numpy as np

from dispatch.domain.place import short_distance_m
from gis.datum import Wgs84
from gis.gcj02 import from_wgs84

SHIFTED_M = 200.0
"""GCJ-02 lies farther off than this wherever it is shifted at all."""
ALIKE_M = 60.0


def is_shifted(point: Wgs84, known: Wgs84) -> bool:
    """Tell whether a point lies where the known one would lie in GCJ-02, or the other way about."""
    return _is_gcj_of(point, known) or _is_gcj_of(known, point)


def _is_gcj_of(point: Wgs84, true: Wgs84) -> bool:
    lon, lat = from_wgs84(np.array([true.lon]), np.array([true.lat]))
    shifted = Wgs84(float(lon[0]), float(lat[0]))
    if short_distance_m(true, shifted) < SHIFTED_M:
        return False
    return short_distance_m(point, shifted) < ALIKE_M
