"""What a telephone says of its place, with what speaks against it: shown, never dropped."""

from dataclasses import dataclass
from math import isfinite

from dispatch.domain.caller_place import SourceDoubt
from gis.datum import Wgs84

OLD_S = 120.0
MOST_RADIUS_M = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Area:
    """The centre's map, degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a place lies on it."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


@dataclass(frozen=True, slots=True)
class ToldPoint:
    """A place as it is believed to be meant; without a point when none is on Earth."""

    point: Wgs84 | None
    radius_m: float | None
    doubts: tuple[SourceDoubt, ...]


def judge_point(
    lon: float, lat: float, radius_m: float, age_s: float, area: Area | None
) -> ToldPoint:
    """Judge what was told.

    Args:
        lon: Degrees; anything, as it came.
        lat: Degrees.
        radius_m: Within which the telephone is, by itself.
        age_s: Since it found out.
        area: None where no map is in force: then no place is outside.
    """
    radius = radius_m if isfinite(radius_m) and 0 <= radius_m <= MOST_RADIUS_M else None
    doubts = [] if radius is not None else [SourceDoubt.BAD_ANSWER]
    if not (isfinite(age_s) and age_s <= OLD_S):
        doubts.append(SourceDoubt.OLD)
    point = Wgs84(lon, lat) if _on_earth(lon, lat) else None
    here = area is None or area.holds(lon, lat)
    turned = _on_earth(lat, lon) and (area is None or area.holds(lat, lon))
    if (point is None or not here) and turned:
        return ToldPoint(Wgs84(lat, lon), radius, (*doubts, SourceDoubt.SWAPPED))
    if point is None:
        return ToldPoint(None, radius, tuple(dict.fromkeys((*doubts, SourceDoubt.BAD_ANSWER))))
    return ToldPoint(point, radius, (*doubts, *(() if here else (SourceDoubt.OUTSIDE_AREA,))))


def _on_earth(lon: float, lat: float) -> bool:
    return isfinite(lon) and isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90
