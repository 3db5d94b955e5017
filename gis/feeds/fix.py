"""What every feed gives, whatever its terminals speak."""

from dataclasses import dataclass
from datetime import datetime

from gis.datum import Wgs84

METRES_PER_HDOP = 5.0  # a receiver's usual error at a dilution of 1


@dataclass(frozen=True, slots=True)
class Fix:
    """Where a terminal says that it is.

    Args:
        device: The terminal's name; None where the line has one terminal, without a name.
        fixed_at: By the satellites' clock, aware, UTC.
        satellites: Used for the fix; None: not told.
        hdop: Horizontal dilution of precision; what tells metres instead, as HTTP does, divides
            them by `METRES_PER_HDOP`.
        odometer_km: The vehicle's own, where the terminal reads it.
        quality: Of GGA: 1 satellites, 2 with corrections, 4 and 5 RTK, 6 estimated.
    """

    device: str | None
    point: Wgs84
    speed_kmh: float | None
    course_deg: float | None
    fixed_at: datetime
    satellites: int | None = None
    hdop: float | None = None
    quality: int | None = None
    odometer_km: float | None = None


@dataclass(frozen=True, slots=True)
class Void:
    """A terminal lives but sees too few satellites."""

    device: str | None


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is not what the protocol allows.

    Args:
        kind: noise, too_long, unchecked, untagged, tag, checksum, fields, swapped.
        device: Who said it, where that is sure.
    """

    kind: str
    device: str | None = None
