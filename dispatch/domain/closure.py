"""Closures 封路 and slow zones 缓行: roads closed or slow for a while, as a person drew them.

Whether one is in force is a matter of the clock alone: it ends by itself at its time, whoever is
there to see it. Nothing of it belongs to a version of the map.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from math import cos, radians
from uuid import UUID

from dispatch.domain.errors import DomainError
from gis.datum import Wgs84

LONGEST = timedelta(days=400)
LONGEST_LINE_M = 30_000.0
LARGEST_AREA_M2 = 30_000_000.0
SMALLEST_LINE_M, SMALLEST_AREA_M2 = 5.0, 100.0
M_PER_DEG = 111_195.08
MOST_LAT_DEG = 90.0

Spot = tuple[float, float]


class ClosureNotFound(DomainError):
    """No closure has this id."""

    code = "closure_not_found"


class ClosureOver(DomainError):
    """It has ended or was lifted."""

    code = "closure_over"


class ClosureNotLifted(DomainError):
    """Only what was lifted before its end can be put in force again."""

    code = "closure_not_lifted"


class ClosureEndsTooEarly(DomainError):
    """It would end before it begins, or has ended already."""

    code = "closure_ends_too_early"


class ClosureTooLong(DomainError):
    """Nothing is closed for so long: that is a new map."""

    code = "closure_too_long"


class ClosureCrossesItself(DomainError):
    """The border of the area crosses itself."""

    code = "closure_crosses_itself"


class ClosureTooLarge(DomainError):
    """So much is never closed; `km` or `km2` says how much it would be."""

    code = "closure_too_large"


class ClosureTooSmall(DomainError):
    """The points lie on each other."""

    code = "closure_too_small"


class ClosureSwapped(DomainError):
    """Longitude and latitude are the wrong way round."""

    code = "closure_swapped"


class ClosureTouchesNoRoad(DomainError):
    """No road of the map lies there."""

    code = "closure_touches_no_road"


class ClosureUnchecked(DomainError):
    """The roads cannot be asked what it would cut off."""

    code = "closure_unchecked"


class ClosureCutsOff(DomainError):
    """Hospitals or stations could no longer be driven to; `places` names them."""

    code = "closure_cuts_off"


class ClosuresChangedMeanwhile(DomainError):
    """Another one was drawn, lifted or put back while this one was checked."""

    code = "closures_changed_meanwhile"


class ClosureShape(StrEnum):
    """What is drawn: a line along or across roads, or an area."""

    LINE = "line"
    AREA = "area"


class ClosureAct(StrEnum):
    """What became of a closure."""

    DRAWN = "drawn"
    BEGAN = "began"
    EXTENDED = "extended"
    LIFTED = "lifted"
    RESTORED = "restored"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class StreetHit:
    """A street that a closure touches; the name is empty where the map has none."""

    name: str
    metres: float


@dataclass(frozen=True, slots=True)
class Closure:
    """One closure or slow zone.

    Args:
        number: Small; people speak of it by this.
        speed_percent: What is left of the usual speed; 0: closed.
        points: Of the line, or around the area.
        streets: What it touched on the map in force when it was drawn, the longest first.
        cuts_off: Hospitals and stations that it cuts off, named to who drew it and accepted.
        lifted_at: When a person ended it before its time.
    """

    id: UUID
    number: int
    shape: ClosureShape
    speed_percent: int
    points: tuple[Wgs84, ...]
    reason: str
    begins_at: datetime
    ends_at: datetime
    drawn_by: str
    drawn_at: datetime
    streets: tuple[StreetHit, ...] = ()
    cuts_off: tuple[str, ...] = ()
    lifted_by: str | None = None
    lifted_at: datetime | None = None

    def in_force(self, at: datetime) -> bool:
        """Tell whether roads are closed by it at that time."""
        return self.lifted_at is None and self.begins_at <= at < self.ends_at

    def over(self, at: datetime) -> bool:
        """Tell whether it has ended or was lifted."""
        return self.lifted_at is not None or at >= self.ends_at

    def overlaps(self, begins_at: datetime, ends_at: datetime) -> bool:
        """Tell whether it is in force at any time of a span."""
        return self.lifted_at is None and self.begins_at < ends_at and begins_at < self.ends_at

    def turns_at(self, at: datetime) -> datetime:
        """Give when it begins, or ends, next."""
        return self.begins_at if at < self.begins_at else self.ends_at

    def lifted(self, by: str, at: datetime) -> "Closure":
        """End it before its time; ClosureOver when it is over."""
        if self.over(at):
            raise ClosureOver
        return replace(self, lifted_by=by, lifted_at=at)

    def restored(self, at: datetime, cuts_off: tuple[str, ...]) -> "Closure":
        """Take the lifting back; ClosureNotLifted, and ClosureOver when its time is over."""
        if self.lifted_at is None:
            raise ClosureNotLifted
        if at >= self.ends_at:
            raise ClosureOver
        return replace(self, lifted_by=None, lifted_at=None, cuts_off=cuts_off)

    def extended(self, ends_at: datetime, at: datetime) -> "Closure":
        """Let it end at another time; ClosureOver when it is over."""
        if self.over(at):
            raise ClosureOver
        check_times(self.begins_at, ends_at, at)
        return replace(self, ends_at=ends_at)


def check_times(begins_at: datetime, ends_at: datetime, now: datetime) -> None:
    """Refuse an end that is before the beginning or over already, and a span beyond all use."""
    if ends_at <= max(begins_at, now):
        raise ClosureEndsTooEarly
    if ends_at - begins_at > LONGEST:
        raise ClosureTooLong(days=LONGEST.days)


def read_points(shape: ClosureShape, spots: Sequence[Spot]) -> tuple[Wgs84, ...]:
    """Check what was drawn.

    Args:
        shape: Line or area.
        spots: Longitude and latitude as they were told, degrees.

    Raises:
        ClosureSwapped: A latitude beyond the poles.
        ClosureTooSmall, ClosureTooLarge, ClosureCrossesItself: What the names say.
    """
    if any(abs(lat) > MOST_LAT_DEG >= abs(lon) for lon, lat in spots):
        raise ClosureSwapped
    flat = _flat(spots)
    if shape is ClosureShape.LINE:
        _check_line(flat)
    else:
        _check_area(flat)
    return tuple(Wgs84(lon, lat) for lon, lat in spots)


def _check_line(flat: Sequence[Spot]) -> None:
    length_m = sum(_apart_m(one, other) for one, other in pairwise(flat))
    if length_m < SMALLEST_LINE_M:
        raise ClosureTooSmall
    if length_m > LONGEST_LINE_M:
        raise ClosureTooLarge(km=round(length_m / 1000), most_km=round(LONGEST_LINE_M / 1000))


def _check_area(flat: Sequence[Spot]) -> None:
    if len(flat) < 3:
        raise ClosureTooSmall
    ring = [*flat, flat[0]]
    if _crosses_itself(ring):
        raise ClosureCrossesItself
    twice_m2 = sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairwise(ring))
    area_m2 = abs(twice_m2) / 2
    if area_m2 < SMALLEST_AREA_M2:
        raise ClosureTooSmall
    if area_m2 > LARGEST_AREA_M2:
        raise ClosureTooLarge(km2=round(area_m2 / 1e6), most_km2=round(LARGEST_AREA_M2 / 1e6))


def _flat(spots: Sequence[Spot]) -> list[Spot]:
    """Give metres from the first point: flat enough for what may be drawn."""
    west, south = spots[0]
    x_m = M_PER_DEG * cos(radians(south))
    return [((lon - west) * x_m, (lat - south) * M_PER_DEG) for lon, lat in spots]


def _apart_m(one: Spot, other: Spot) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _crosses_itself(ring: Sequence[Spot]) -> bool:
    sides = list(pairwise(ring))
    last = len(sides) - 1
    return any(
        _meet(*sides[one], *sides[other])
        for one in range(len(sides))
        for other in range(one + 2, len(sides))
        if not (one == 0 and other == last)
    )


def _meet(a: Spot, b: Spot, c: Spot, d: Spot) -> bool:
    """Tell whether two straight sides cross, or one ends on the other."""
    apart = _turn(a, b, c) * _turn(a, b, d) > 0 or _turn(c, d, a) * _turn(c, d, b) > 0
    boxes = all(
        min(a[k], b[k]) <= max(c[k], d[k]) and min(c[k], d[k]) <= max(a[k], b[k]) for k in (0, 1)
    )
    return boxes and not apart


def _turn(a: Spot, b: Spot, c: Spot) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
