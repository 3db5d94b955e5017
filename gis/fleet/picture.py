"""The latest fix of every terminal of one feed, behind the gates of `gis.fleet.gates`."""

from collections import Counter, OrderedDict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from gis.feeds.fix import Damage, Fix
from gis.fleet.gates import (
    FUTURE,
    LATE,
    Bounds,
    Known,
    Received,
    Refused,
    are_agreed,
    goes_on,
    judge,
    told,
)

__all__ = ["MAX_DEVICES", "Bounds", "Known", "Picture", "Received", "Refused"]

MAX_DEVICES = 10_000
WITNESSES = 64  # terminals asked what time it is
WITNESS_WITHIN_S = 60.0


class Picture:
    """Believes or refuses, and remembers the latest; no clock of its own.

    Args:
        feed: Its name, which is also that of a terminal without one.
    """

    def __init__(self, feed: str) -> None:
        self._feed = feed
        self._known: OrderedDict[str, Known] = OrderedDict()
        self._changed: set[str] = set()
        self.bounds: Bounds | None = None
        self.refused: Counter[str] = Counter()

    @property
    def latest(self) -> list[Received]:
        """Every terminal's latest fix."""
        return [known.latest for known in self._known.values() if known.latest is not None]

    def take(self, fix: Fix, *, received_at: datetime, received_s: float) -> Received | Refused:
        """Believe a fix, or say why not; the caller stores what is believed."""
        device = fix.device or self._feed
        known = self._turn_to(device, received_s)
        known.skews_s.append((received_at - fix.fixed_at).total_seconds())
        refused = judge(
            fix, known, bounds=self.bounds, is_ahead=self._is_ahead(fix, known, received_at)
        )
        if refused is not None:
            self._count(known, refused)
            return refused
        last = known.latest
        is_latest = last is None or fix.fixed_at >= last.fixed_at
        received = _received(device, fix, received_s, is_latest=is_latest)
        known.recent.append(told(fix))
        if is_latest:
            known.latest = received
        else:
            self._count(known, LATE)
        return received

    def blame(self, damage: Damage, received_s: float) -> None:
        """Count damage that a terminal did, where it is known which."""
        if damage.device is not None and damage.device in self._known:
            self._turn_to(damage.device, received_s).counts[damage.kind] += 1

    def restore(self, fixes: Sequence[Received]) -> None:
        """Know what was known before a restart; what was heard since stays."""
        for fix in fixes:
            if fix.device not in self._known:
                self._known[fix.device] = Known(heard_s=fix.received_s, latest=fix)

    def changed(self) -> Iterator[tuple[str, Known]]:
        """Give, once, every terminal that was heard since the last asking."""
        changed, self._changed = self._changed, set()
        for device in changed:
            known = self._known.get(device)
            if known is not None:
                yield device, known

    def _is_ahead(self, fix: Fix, known: Known, received_at: datetime) -> bool:
        """Tell whether a fix is of the future, though this machine's clock is right."""
        if fix.fixed_at - received_at <= FUTURE:
            return False
        if goes_on(fix, known.latest, known.heard_s):
            return False
        return not are_agreed(self._witnesses(known.heard_s))

    def _witnesses(self, now_s: float) -> list[float]:
        """Give the newest skew of terminals that were heard lately."""
        heard = islice(reversed(self._known.values()), WITNESSES)
        return [
            one.skews_s[-1]
            for one in heard
            if one.skews_s and now_s - one.heard_s <= WITNESS_WITHIN_S
        ]

    def _count(self, known: Known, kind: str) -> None:
        self.refused[kind] += 1
        known.counts[kind] += 1

    def _turn_to(self, device: str, received_s: float) -> Known:
        known = self._known.setdefault(device, Known())
        known.heard_s = received_s
        self._known.move_to_end(device)
        self._changed.add(device)
        if len(self._known) > MAX_DEVICES:
            forgotten, _ = self._known.popitem(last=False)
            self._changed.discard(forgotten)
        return known


def _received(device: str, fix: Fix, received_s: float, *, is_latest: bool) -> Received:
    return Received(
        device,
        fix.point,
        fix.speed_kmh,
        fix.course_deg,
        fix.fixed_at,
        received_s,
        is_latest,
        fix.satellites,
        fix.hdop,
        fix.quality,
        fix.odometer_km,
    )
