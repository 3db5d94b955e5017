"""Distances on the Earth, metres; a sphere is good to half a percent, which no street notices."""

from math import asin, cos, radians, sin, sqrt

from gis.datum import Wgs84

EARTH_RADIUS_M = 6_371_008.8


def distance_m(one: Wgs84, other: Wgs84) -> float:
    """Give the distance as the crow flies."""
    lat_1, lat_2 = radians(one.lat), radians(other.lat)
    half_lat = sin((lat_2 - lat_1) / 2)
    half_lon = sin(radians(other.lon - one.lon) / 2)
    share = half_lat**2 + cos(lat_1) * cos(lat_2) * half_lon**2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(share)))
