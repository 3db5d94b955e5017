"""What every feed gives, whatever its terminals speak."""

from dataclasses import dataclass
from datetime import datetime

from gis.datum import Wgs84


@dataclass(frozen=True, slots=True)
class Fix:
    """Where a terminal says that it is.

    Args:
        device: The terminal's name; None where the line has one terminal, without a name.
        fixed_at: By the satellites' clock, aware, UTC.
    """

    device: str | None
    point: Wgs84
    speed_kmh: float | None
    course_deg: float | None
    fixed_at: datetime


@dataclass(frozen=True, slots=True)
class Void:
    """A terminal lives but sees too few satellites."""

    device: str | None


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is not what the protocol allows.

    Args:
        kind: noise, too_long, tag, checksum, fields, swapped.
    """

    kind: str
