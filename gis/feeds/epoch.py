"""Joins what several sentences say of one instant into one fix. No I/O, no clock.

A terminal tells an instant (epoch) by RMC, GGA, VTG and GLL, in any order and choice. Which of them
it sends is learned: the fix is told as soon as all of them are there, else with the next instant or
by `flush`. Source: NMEA 0183 version 4.10; the time of day is the only thing they share.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from gis.datum import Wgs84
from gis.feeds.fix import Fix, Void

MAX_DEVICES = 10_000
HALF_DAY = timedelta(hours=12)
WAIT = timedelta(milliseconds=300)  # a burst of four sentences takes 70 ms at 38400 baud
UNLEARN_AFTER = 3  # epochs without it: a sentence is not waited for any more
PLACE_ORDER = ("RMC", "GGA", "GLL")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said:
    """What one sentence says; None: nothing of it.

    Args:
        address: Talker and kind: GPRMC.
        at: Time of day, UTC.
    """

    address: str
    at: time | None = None
    day: date | None = None
    point: Wgs84 | None = None
    is_void: bool = False
    speed_kmh: float | None = None
    course_deg: float | None = None
    satellites: int | None = None
    hdop: float | None = None
    quality: int | None = None


@dataclass(slots=True)
class _Terminal:
    """What is remembered of a terminal.

    Args:
        expected: Addresses that it sends in an epoch, and for how many epochs each was missing.
    """

    at: time | None = None
    reference: datetime | None = None
    heard_at: datetime | None = None
    said: dict[str, Said] = field(default_factory=dict)
    expected: dict[str, int] = field(default_factory=dict)
    is_told: bool = True

    def begin(self, at: time, reference: datetime, heard_at: datetime) -> None:
        """Turn to the next instant, having learned from the last."""
        for address in list(self.expected):
            missed = 0 if address in self.said else self.expected[address] + 1
            self.expected[address] = missed
            if missed >= UNLEARN_AFTER:
                del self.expected[address]
        self.expected |= dict.fromkeys(self.said, 0)
        self.at, self.reference, self.heard_at = at, reference, heard_at
        self.said, self.is_told = {}, False

    @property
    def is_whole(self) -> bool:
        """Whether nothing more is expected of this instant."""
        return all(address in self.said for address in self.expected)


class Epochs:
    """Every terminal's instant that is being told; bounded."""

    def __init__(self) -> None:
        self._terminals: OrderedDict[str | None, _Terminal] = OrderedDict()
        self._waiting: dict[str | None, _Terminal] = {}

    def take(
        self, device: str | None, said: Said, *, reference: datetime, heard_at: datetime
    ) -> Iterator[Fix | Void]:
        """Take one sentence; give what is whole now.

        The reference tells the day where no sentence does: the TAG block's instant, or heard_at.
        """
        if said.at is None and said.is_void:
            yield Void(device)
            return
        terminal = self._terminal(device)
        is_again = terminal.is_told and said.address in terminal.said
        if said.at is not None and (said.at != terminal.at or is_again):
            yield from self._tell(device, terminal)
            terminal.begin(said.at, reference, heard_at)
        if terminal.at is None:
            return
        terminal.said[said.address] = said
        if not terminal.is_told:
            self._waiting[device] = terminal
            if terminal.is_whole:
                yield from self._tell(device, terminal)

    def flush(self, now: datetime) -> Iterator[Fix | Void]:
        """Give what has waited long enough for the rest of its instant."""
        for device, terminal in list(self._waiting.items()):
            if terminal.heard_at is None or abs(now - terminal.heard_at) >= WAIT:
                yield from self._tell(device, terminal)

    def _tell(self, device: str | None, terminal: _Terminal) -> Iterator[Fix | Void]:
        self._waiting.pop(device, None)
        if terminal.is_told:
            return
        joined = _join(device, terminal)
        if joined is not None:
            terminal.is_told = True
            yield joined

    def _terminal(self, device: str | None) -> _Terminal:
        terminal = self._terminals.setdefault(device, _Terminal())
        self._terminals.move_to_end(device)
        if len(self._terminals) > MAX_DEVICES:
            forgotten, _ = self._terminals.popitem(last=False)
            self._waiting.pop(forgotten, None)
        return terminal


def nearest_instant(at: time, reference: datetime) -> datetime:
    """Give the instant with this time of day that is nearest to another; for midnights."""
    same_day = datetime.combine(reference.date(), at, reference.tzinfo)
    if same_day - reference > HALF_DAY:
        return same_day - 2 * HALF_DAY
    return same_day + 2 * HALF_DAY if reference - same_day > HALF_DAY else same_day


def _join(device: str | None, terminal: _Terminal) -> Fix | Void | None:
    said = sorted(terminal.said.values(), key=_rank)
    if any(one.is_void for one in said):
        return Void(device)
    point = _first(one.point for one in said)
    if point is None or terminal.at is None or terminal.reference is None:
        return None
    day = _first(one.day for one in said)
    near = nearest_instant(terminal.at, terminal.reference)
    return Fix(
        device=device,
        point=point,
        speed_kmh=_first(one.speed_kmh for one in said),
        course_deg=_first(one.course_deg for one in said),
        fixed_at=near if day is None else datetime.combine(day, terminal.at, near.tzinfo),
        satellites=_first(one.satellites for one in said),
        hdop=_first(one.hdop for one in said),
        quality=_first(one.quality for one in said),
    )


def _rank(said: Said) -> int:
    kind = said.address[2:]
    return PLACE_ORDER.index(kind) if kind in PLACE_ORDER else len(PLACE_ORDER)


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)
