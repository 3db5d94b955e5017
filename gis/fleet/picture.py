"""The latest fix of every terminal of one feed, and the gates that a fix must pass."""

from collections import Counter, OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from gis.datum import MOST_LAT_DEG, Wgs84
from gis.feeds.fix import Fix
from gis.geodesy import distance_m

MAX_DEVICES = 10_000
FUTURE = timedelta(seconds=60)  # a terminal's clock may be off by that much, not by more
ZERO_ISLAND_DEG = 0.01  # terminals without satellites like to be at 0, 0
FASTEST_M_S = 250 / 3.6
JUMP_M = 500.0  # below that, a jump is the noise of satellites between houses


class Refused(StrEnum):
    """Why a fix is not believed."""

    FUTURE = "future"
    ZERO_ISLAND = "zero_island"
    JUMP = "jump"
    SWAPPED = "swapped"
    REPEATED = "repeated"


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


class Picture:
    """Believes or refuses, and remembers the latest; no clock of its own.

    Args:
        feed: Its name, which is also that of a terminal without one.
    """

    def __init__(self, feed: str) -> None:
        self._feed = feed
        self._latest: OrderedDict[str, Received] = OrderedDict()
        self._doubted: dict[str, Fix] = {}
        self.refused: Counter[str] = Counter()

    @property
    def latest(self) -> list[Received]:
        """Every terminal's latest fix."""
        return list(self._latest.values())

    def take(self, fix: Fix, *, received_at: datetime, received_s: float) -> Received | Refused:
        """Believe a fix, or say why not; the caller stores what is believed."""
        device = fix.device or self._feed
        refused = self._judge(device, fix, received_at)
        if refused is not None:
            self.refused[refused] += 1
            return refused
        last = self._latest.get(device)
        is_latest = last is None or fix.fixed_at >= last.fixed_at
        received = Received(
            device, fix.point, fix.speed_kmh, fix.course_deg, fix.fixed_at, received_s, is_latest
        )
        if is_latest:
            self._remember(received)
        return received

    def _judge(self, device: str, fix: Fix, received_at: datetime) -> Refused | None:
        if fix.fixed_at - received_at > FUTURE:
            return Refused.FUTURE
        if max(abs(fix.point.lon), abs(fix.point.lat)) < ZERO_ISLAND_DEG:
            return Refused.ZERO_ISLAND
        last = self._latest.get(device)
        if last is None:
            return None
        if _says_nothing_new(fix, last):
            return Refused.REPEATED
        return self._judge_jump(device, fix, last)

    def _judge_jump(self, device: str, fix: Fix, last: Received) -> Refused | None:
        """Doubt one jump; believe it when the next fix lies where the jump went."""
        doubted = self._doubted.pop(device, None)
        if _could_drive(last.point, last.fixed_at, fix):
            return None
        if doubted is not None and _could_drive(doubted.point, doubted.fixed_at, fix):
            return None
        if _is_back_when_exchanged(last, fix):
            return Refused.SWAPPED
        self._doubted[device] = fix
        return Refused.JUMP

    def _remember(self, received: Received) -> None:
        self._latest[received.device] = received
        self._latest.move_to_end(received.device)
        if len(self._latest) > MAX_DEVICES:
            forgotten, _ = self._latest.popitem(last=False)
            self._doubted.pop(forgotten, None)


def _could_drive(point: Wgs84, at: datetime, fix: Fix) -> bool:
    taken_s = abs((fix.fixed_at - at).total_seconds())
    return distance_m(point, fix.point) <= JUMP_M + FASTEST_M_S * taken_s


def _is_back_when_exchanged(last: Received, fix: Fix) -> bool:
    """Tell whether the jump is none with longitude and latitude the other way round."""
    if abs(fix.point.lon) > MOST_LAT_DEG:
        return False
    other = replace(fix, point=Wgs84(fix.point.lat, fix.point.lon))
    return _could_drive(last.point, last.fixed_at, other)


def _says_nothing_new(fix: Fix, last: Received) -> bool:
    told = (fix.fixed_at, fix.point, fix.speed_kmh, fix.course_deg)
    return told == (last.fixed_at, last.point, last.speed_kmh, last.course_deg)
