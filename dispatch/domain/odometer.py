"""What a vehicle's odometer says of its driving, beside what its fixes say. All pure.

It counts on over a silence, which points do not. It may also be set back, or be another one after
a repair: such a step is named, and counts for nothing, neither forwards nor backwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from dispatch.domain.track import TrackFix

FASTEST_KMH = 250.0
STEP_KM = 0.1  # terminals tell tenths
DIFFER_SHARE, DIFFER_LEAST_M = 0.10, 500.0
TOLD_SHARE = 0.9  # of the fixes, that an odometer be believed for a span


class BreakKind(StrEnum):
    """How an odometer went on otherwise than by driving."""

    SET_BACK = "set_back"
    JUMPED = "jumped"


@dataclass(frozen=True, slots=True)
class OdometerBreak:
    """Between two fixes the odometer was set back, or went on by more than can be driven."""

    kind: BreakKind
    since: datetime
    until: datetime
    before_km: float
    after_km: float


@dataclass(frozen=True, slots=True)
class Odometer:
    """What it says of a span.

    Args:
        told: How many of the fixes tell it, of how many.
        metres: All of its steps that can have been driven.
    """

    told: int
    of: int
    metres: float
    breaks: tuple[OdometerBreak, ...]

    @property
    def is_sound(self) -> bool:
        """Whether it may stand for the mileage: told all along, and never broken."""
        return self.told > 1 and self.told >= TOLD_SHARE * self.of and not self.breaks


def odometer_of(fixes: Sequence[TrackFix]) -> Odometer | None:
    """Say what the odometer tells, of fixes in the order of time; None: nobody told one."""
    told = [(fix.at, fix.odometer_km) for fix in fixes if fix.odometer_km is not None]
    if not told:
        return None
    metres, breaks = 0.0, []
    for (since, before_km), (until, after_km) in pairwise(told):
        kind = _break_of(after_km - before_km, (until - since).total_seconds())
        if kind is None:
            metres += max(after_km - before_km, 0.0) * 1000
        else:
            breaks.append(OdometerBreak(kind, since, until, before_km, after_km))
    return Odometer(len(told), len(fixes), metres, tuple(breaks))


def differ(points_m: float, odometer_m: float) -> bool:
    """Tell whether two mileages differ by more than a tenth of the longer, and by half a km."""
    apart_m = abs(points_m - odometer_m)
    return apart_m > max(DIFFER_SHARE * max(points_m, odometer_m), DIFFER_LEAST_M)


def _break_of(km: float, seconds: float) -> BreakKind | None:
    if km < -STEP_KM / 2:
        return BreakKind.SET_BACK
    if km > STEP_KM + FASTEST_KMH * max(seconds, 0.0) / 3600:
        return BreakKind.JUMPED
    return None
