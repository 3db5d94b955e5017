"""What a vehicle's fixes say of its driving: mileage, trips, stops, speeding. All pure.

A leg between two fixes counts when it can have been driven: not over a silence, not faster than
any ambulance, and not the trembling of a terminal that stands. Every rule looks at one leg alone,
so that the mileage of any two parts is that of the whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from dispatch.domain.odometer import Odometer, odometer_of
from dispatch.domain.place import short_distance_m
from dispatch.domain.track import TrackFix
from gis.datum import Wgs84

SLOWEST_KMH, FASTEST_KMH = 3.0, 250.0
STOP_M = 60.0
STOP = timedelta(minutes=3)
TRIP_M = 200.0
SPEEDING = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Stop:
    """The vehicle stood, within 60 m, for three minutes or more."""

    since: datetime
    until: datetime
    point: Wgs84


@dataclass(frozen=True, slots=True)
class Trip:
    """From one stop to the next; metres: of the points."""

    since: datetime
    until: datetime
    start: Wgs84
    end: Wgs84
    metres: float
    odometer: Odometer | None = None


@dataclass(frozen=True, slots=True)
class Speeding:
    """The terminal told more than the allowed speed for ten seconds or more."""

    since: datetime
    until: datetime
    fastest_kmh: float
    point: Wgs84


@dataclass(frozen=True, slots=True)
class Driving:
    """All of it, of one vehicle in a span.

    Args:
        metres: Of the points.
        odometer: What the vehicle's own says; None: its terminal does not tell.
        unheard_s: The sum of its silences.
    """

    metres: float
    odometer: Odometer | None
    driving_s: float
    unheard_s: float
    trips: tuple[Trip, ...]
    stops: tuple[Stop, ...]
    speedings: tuple[Speeding, ...]


def driving_of(fixes: Sequence[TrackFix], *, gap_s: float, over_kmh: float) -> Driving:
    """Say what fixes in the order of time tell of a vehicle's driving."""
    stops = [span for span, _ in _standing(fixes, gap_s)]
    silences = [one for one in pairwise(fixes) if _is_silence(*one, gap_s)]
    return Driving(
        metres=mileage_m(fixes, gap_s=gap_s),
        odometer=odometer_of(fixes),
        driving_s=sum(_seconds(*leg) for leg in pairwise(fixes) if _leg_m(*leg, gap_s) > 0),
        unheard_s=sum(_seconds(*one) for one in silences),
        trips=tuple(trips_of(fixes, gap_s=gap_s)),
        stops=tuple(stops),
        speedings=tuple(speedings_of(fixes, gap_s=gap_s, over_kmh=over_kmh)),
    )


def mileage_m(fixes: Sequence[TrackFix], *, gap_s: float) -> float:
    """Add up the legs that can have been driven."""
    return sum(_leg_m(before, after, gap_s) for before, after in pairwise(fixes))


def stops_of(fixes: Sequence[TrackFix], *, gap_s: float) -> Sequence[Stop]:
    """Give where the vehicle stood, and how long."""
    return [span for span, _ in _standing(fixes, gap_s)]


def trips_of(fixes: Sequence[TrackFix], *, gap_s: float) -> Iterator[Trip]:
    """Give what was driven between stops; a shuffle of less than 200 m is no trip."""
    begin = 0
    for first, last in [*(place for _, place in _standing(fixes, gap_s)), (len(fixes), 0)]:
        part = fixes[begin : first + 1]
        metres = mileage_m(part, gap_s=gap_s)
        if metres >= TRIP_M:
            span = (part[0].at, part[-1].at, part[0].point, part[-1].point)
            yield Trip(*span, metres, odometer_of(part))
        begin = last


def speedings_of(fixes: Sequence[TrackFix], *, gap_s: float, over_kmh: float) -> Iterator[Speeding]:
    """Give where the terminal told more than a speed, each while it lasted without a silence."""
    run: list[TrackFix] = []
    for fix in fixes:
        if run and (_is_silence(run[-1], fix, gap_s) or not _is_over(fix, over_kmh)):
            yield from _as_speeding(run)
            run = []
        if _is_over(fix, over_kmh):
            run.append(fix)
    yield from _as_speeding(run)


def _as_speeding(run: Sequence[TrackFix]) -> Iterator[Speeding]:
    if run and run[-1].at - run[0].at >= SPEEDING:
        fastest = max(run, key=lambda fix: fix.speed_kmh or 0.0)
        yield Speeding(run[0].at, run[-1].at, fastest.speed_kmh or 0.0, fastest.point)


def _is_over(fix: TrackFix, over_kmh: float) -> bool:
    return fix.speed_kmh is not None and fix.speed_kmh > over_kmh


def _standing(fixes: Sequence[TrackFix], gap_s: float) -> Iterator[tuple[Stop, tuple[int, int]]]:
    """Give each stop with the places of its first and its last fix."""
    first = 0
    while first < len(fixes):
        last = first
        while last + 1 < len(fixes) and _stays(fixes, first, last + 1, gap_s):
            last += 1
        if fixes[last].at - fixes[first].at >= STOP:
            yield Stop(fixes[first].at, fixes[last].at, fixes[first].point), (first, last)
            first = last
        first += 1


def _stays(fixes: Sequence[TrackFix], first: int, place: int, gap_s: float) -> bool:
    if _is_silence(fixes[place - 1], fixes[place], gap_s):
        return False
    return short_distance_m(fixes[first].point, fixes[place].point) <= STOP_M


def _leg_m(before: TrackFix, after: TrackFix, gap_s: float) -> float:
    seconds = _seconds(before, after)
    if seconds <= 0 or _is_silence(before, after, gap_s):
        return 0.0
    told = (before.speed_kmh, after.speed_kmh)
    if all(speed is not None and speed < SLOWEST_KMH for speed in told):
        return 0.0
    metres = short_distance_m(before.point, after.point)
    return metres if SLOWEST_KMH <= metres / seconds * 3.6 <= FASTEST_KMH else 0.0


def _is_silence(before: TrackFix, after: TrackFix, gap_s: float) -> bool:
    return _seconds(before, after) > gap_s


def _seconds(before: TrackFix, after: TrackFix) -> float:
    return (after.at - before.at).total_seconds()
