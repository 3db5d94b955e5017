"""Datums. A base map in GCJ-02 lies hundreds of metres off WGS-84, so each datum is a type."""

from dataclasses import dataclass


class PointOutOfRange(ValueError):
    """Longitude is not within -180..180 or latitude not within -90..90 degrees."""


@dataclass(frozen=True, slots=True)
class Wgs84:
    """A point on WGS-84, degrees; checked once, at birth."""

    lon: float
    lat: float

    def __post_init__(self) -> None:
        """Refuse a point that is nowhere on Earth; NaN too."""
        if not (-180.0 <= self.lon <= 180.0 and -90.0 <= self.lat <= 90.0):
            raise PointOutOfRange(f"lon {self.lon}, lat {self.lat}")
