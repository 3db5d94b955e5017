"""The gates a fix must pass, each a rule with a name; pure, told everything they weigh.

Source of the rules: what terminals in the field get wrong (decision 0058).
"""

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from gis.datum import Wgs84
from gis.feeds.fix import Fix
from gis.geodesy import distance_m

FUTURE = timedelta(seconds=60)  # a terminal's clock may be off by that much, not by more
GOES_ON_WITHIN_S = 2.0
AGREE_WITHIN_S = 60.0
AGREE_AT_LEAST = 3
ZERO_ISLAND_DEG = 0.01  # terminals without satellites like to be at 0, 0
REGION_MARGIN_DEG = 3.0  # a patient may be driven to the capital and back
FASTEST_M_S = 250 / 3.6
JUMP_M = 500.0  # below that, a jump is the noise of satellites between houses
FEWEST_SATELLITES = 4
DRIVES_KMH = 10.0
FROZEN_AFTER_DRIVING = 5  # fixes with speed, the place the same to the last digit
FROZEN_AFTER_SILENT = 30  # fixes that tell no speed, of a vehicle that drove before
RECENT = 16
SKEWS = 64


class Refused(StrEnum):
    """Why a fix is not believed."""

    FUTURE = "future"
    ZERO_ISLAND = "zero_island"
    SWAPPED = "swapped"
    OUTSIDE_REGION = "outside_region"
    FEW_SATELLITES = "few_satellites"
    JUMP = "jump"
    FROZEN = "frozen"
    REPEATED = "repeated"


LATE = "late"
"""Counted like a refusal; but the fix is believed and kept, and only moves nobody."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The region in force, degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float, margin_deg: float = 0.0) -> bool:
        """Tell whether a place lies in it."""
        return (
            self.west - margin_deg <= lon <= self.east + margin_deg
            and self.south - margin_deg <= lat <= self.north + margin_deg
        )


@dataclass(frozen=True, slots=True)
class Received:
    """A fix that was believed.

    Args:
        device: The terminal's name, or the feed's where it said none.
        received_s: When, on the feed's monotonic clock.
        is_latest: False: an older one, which came late and is only kept.
    """

    device: str
    point: Wgs84
    speed_kmh: float | None
    course_deg: float | None
    fixed_at: datetime
    received_s: float
    is_latest: bool
    satellites: int | None = None
    hdop: float | None = None
    quality: int | None = None
    odometer_km: float | None = None


@dataclass(slots=True)
class Known:
    """What is remembered of one terminal; bounded.

    Args:
        standing: Fixes in a row at the place of the latest, to the last digit.
        drove: Whether it moved before it stood there.
        skews_s: Receipt less the fix's own time; its least is the clock's, the rest is delay.
    """

    heard_s: float = 0.0
    latest: Received | None = None
    doubted: Fix | None = None
    standing: int = 0
    drove: bool = False
    recent: deque[tuple[object, ...]] = field(default_factory=lambda: deque(maxlen=RECENT))
    skews_s: deque[float] = field(default_factory=lambda: deque(maxlen=SKEWS))
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def skew_s(self) -> float | None:
        """How far this machine's clock is ahead of the terminal's; None: nothing was heard."""
        return min(self.skews_s) if self.skews_s else None


def judge(fix: Fix, known: Known, *, bounds: Bounds | None, is_ahead: bool) -> Refused | None:
    """Judge a fix by every gate, the plainest first; the caller weighed whether it is ahead."""
    refused = _judge_alone(fix, bounds, is_ahead=is_ahead)
    if refused is None and told(fix) in known.recent:
        return Refused.REPEATED
    return refused or _judge_against(fix, known)


def _judge_alone(fix: Fix, bounds: Bounds | None, *, is_ahead: bool) -> Refused | None:
    point = fix.point
    if is_ahead:
        return Refused.FUTURE
    if max(abs(point.lon), abs(point.lat)) < ZERO_ISLAND_DEG:
        return Refused.ZERO_ISLAND
    if bounds is not None and not bounds.holds(point.lon, point.lat, REGION_MARGIN_DEG):
        swapped = bounds.holds(point.lat, point.lon, REGION_MARGIN_DEG)
        return Refused.SWAPPED if swapped else Refused.OUTSIDE_REGION
    if fix.satellites is not None and fix.satellites < FEWEST_SATELLITES:
        return Refused.FEW_SATELLITES
    return None


def _judge_against(fix: Fix, known: Known) -> Refused | None:
    last = known.latest
    if last is None:
        return None
    if _is_frozen(fix, known, last):
        return Refused.FROZEN
    doubted, known.doubted = known.doubted, None
    if could_drive(last.point, last.fixed_at, fix):
        return None
    if doubted is not None and could_drive(doubted.point, doubted.fixed_at, fix):
        return None
    known.doubted = fix
    return Refused.JUMP


def _is_frozen(fix: Fix, known: Known, last: Received) -> bool:
    """Tell a receiver that repeats its last place from a vehicle that stands."""
    if fix.point != last.point:
        known.standing, known.drove = 0, _drove(fix, last)
        return False
    if fix.speed_kmh is not None and fix.speed_kmh < DRIVES_KMH:
        known.standing = 0
        return False
    known.standing += 1
    if fix.speed_kmh is not None:
        return known.standing >= FROZEN_AFTER_DRIVING
    return known.drove and known.standing >= FROZEN_AFTER_SILENT


def _drove(fix: Fix, last: Received) -> bool:
    if fix.speed_kmh is not None:
        return fix.speed_kmh >= DRIVES_KMH
    passed_s = abs((fix.fixed_at - last.fixed_at).total_seconds())
    return passed_s > 0 and distance_m(last.point, fix.point) / passed_s >= DRIVES_KMH / 3.6


def could_drive(point: Wgs84, at: datetime, fix: Fix) -> bool:
    """Tell whether a vehicle may have come from a place to that of a fix."""
    taken_s = abs((fix.fixed_at - at).total_seconds())
    return distance_m(point, fix.point) <= JUMP_M + FASTEST_M_S * taken_s


def told(fix: Fix) -> tuple[object, ...]:
    """Give what makes a fix the same as another."""
    return (fix.fixed_at, fix.point, fix.speed_kmh, fix.course_deg)


def goes_on(fix: Fix, last: Received | None, received_s: float) -> bool:
    """Tell whether a terminal's time went on as much as time did since its last believed fix.

    Then it is this machine's clock that was set back, and not the terminal's that runs ahead.
    """
    if last is None:
        return False
    told_s = (fix.fixed_at - last.fixed_at).total_seconds()
    return told_s - (received_s - last.received_s) <= GOES_ON_WITHIN_S


def are_agreed(skews_s: list[float]) -> bool:
    """Tell whether most terminals say the same other time: then this machine's clock is wrong."""
    if len(skews_s) < AGREE_AT_LEAST:
        return False
    middle_s = median(skews_s)
    agreeing = sum(abs(skew_s - middle_s) <= AGREE_WITHIN_S for skew_s in skews_s)
    is_behind = middle_s < -FUTURE.total_seconds()
    return is_behind and agreeing >= AGREE_AT_LEAST and 2 * agreeing > len(skews_s)
