"""Datums. A base map in GCJ-02 lies hundreds of metres off WGS-84, so each datum is a type."""

from dataclasses import dataclass


class PointOutOfRange(ValueError):
    """Longitude is not within -180..180 or latitude not within -90..90 degrees."""


MOST_LON_DEG, MOST_LAT_DEG = 180.0, 90.0


@dataclass(frozen=True, slots=True)
class Wgs84:
    """A point on WGS-84, degrees; checked once, at birth."""

    lon: float
    lat: float

    def __post_init__(self) -> None:
        """Refuse a point that is nowhere on Earth; NaN too."""
        if not (abs(self.lon) <= MOST_LON_DEG and abs(self.lat) <= MOST_LAT_DEG):
            raise PointOutOfRange(f"lon {self.lon}, lat {self.lat}")


def is_swapped(lon: float, lat: float) -> bool:
    """Tell whether the two are a point only the other way round, as nearly everywhere in China."""
    return abs(lon) <= MOST_LAT_DEG < abs(lat) <= MOST_LON_DEG
