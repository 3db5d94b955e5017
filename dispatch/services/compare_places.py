"""Shared by whoever shows sources of a caller's place or chooses one: where they disagree."""

from collections.abc import Sequence

import numpy as np

from dispatch.domain.caller_place import CallerPlace
from dispatch.domain.place_conflict import Conflict, against, find_conflicts
from gis.datum import Wgs84
from gis.gcj02 import from_wgs84


def compare_places(places: Sequence[CallerPlace], one: CallerPlace | None = None) -> list[Conflict]:
    """Give every pair of sources that cannot both be right, or what contradicts one of them."""
    return find_conflicts(places, _shifted) if one is None else against(one, places, _shifted)


def _shifted(point: Wgs84) -> Wgs84:
    lon, lat = from_wgs84(np.array([point.lon]), np.array([point.lat]))
    return Wgs84(float(lon[0]), float(lat[0]))
