"""Where a vehicle is on its way: a line, and the second at which each of its points is reached."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import atan2, ceil, cos, degrees, radians

from gis.datum import Wgs84
from gis.geodesy import distance_m

LONGEST_PIECE_M = 80.0
SLOWEST_SHARE = 0.35
STRAIGHT_LINE_SPEED_KMH = 40.0
STRAIGHT_LINE_FACTOR = 1.4


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a vehicle is, how fast it goes, and where to, clockwise from north."""

    point: Wgs84
    speed_kmh: float
    course_deg: float


@dataclass(frozen=True, slots=True)
class Track:
    """A way with the second, counted from setting off, at which each point is reached."""

    points: tuple[Wgs84, ...]
    reached_s: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """How long the whole way takes."""
        return self.reached_s[-1]

    @property
    def end(self) -> Wgs84:
        """Where it leads."""
        return self.points[-1]

    def at(self, seconds: float) -> Whereabouts:
        """Find the vehicle so long after it set off; before and after that it stands."""
        place = min(bisect_right(self.reached_s, max(0.0, seconds)), len(self.points) - 1)
        if place == 0:
            return Whereabouts(self.end, 0.0, 0.0)
        start, goal = self.points[place - 1], self.points[place]
        began_s, ended_s = self.reached_s[place - 1], self.reached_s[place]
        share = min(1.0, max(0.0, (seconds - began_s) / (ended_s - began_s)))
        moves = 0.0 <= seconds < self.seconds
        speed_kmh = distance_m(start, goal) / (ended_s - began_s) * 3.6 if moves else 0.0
        return Whereabouts(_between(start, goal, share), speed_kmh, course_deg(start, goal))


def plan_track(line: Sequence[Wgs84], seconds: float) -> Track:
    """Plan a drive along a line that takes so long: slowly away, around bends and to its end."""
    points = _in_short_pieces(line)
    if len(points) < 2 or seconds <= 0.0:
        return Track((points[-1],), (0.0,))
    eases = [_ease(points, place) for place in range(len(points))]
    weights = [
        distance_m(start, goal) / min(eases[place], eases[place + 1])
        for place, (start, goal) in enumerate(pairwise(points))
    ]
    scale = seconds / sum(weights)
    reached_s = [weight * scale for weight in accumulate(weights[:-1])]
    return Track(tuple(points), (0.0, *reached_s, seconds))


def half_of(track: Track) -> Track:
    """Give the first half of a drive, by time."""
    middle_s = track.seconds / 2
    place = bisect_right(track.reached_s, middle_s)
    points = (*track.points[:place], track.at(middle_s).point)
    return Track(points, (*track.reached_s[:place], middle_s))


def straight_track(start: Wgs84, goal: Wgs84) -> Track:
    """Plan a drive where no roads are known."""
    metres = distance_m(start, goal) * STRAIGHT_LINE_FACTOR
    return plan_track((start, goal), metres / STRAIGHT_LINE_SPEED_KMH * 3.6)


def course_deg(start: Wgs84, goal: Wgs84) -> float:
    """Give the direction from one point to a near one, clockwise from north, below 360."""
    east = (goal.lon - start.lon) * cos(radians((start.lat + goal.lat) / 2))
    return round(degrees(atan2(east, goal.lat - start.lat)), 6) % 360.0


def _in_short_pieces(line: Sequence[Wgs84]) -> list[Wgs84]:
    points = list(line[:1])
    for goal in line[1:]:
        start, metres = points[-1], distance_m(points[-1], goal)
        if metres < 0.01:
            continue
        count = ceil(metres / LONGEST_PIECE_M)
        points += [_between(start, goal, step / count) for step in range(1, count)]
        points.append(goal)
    return points


def _ease(points: Sequence[Wgs84], place: int) -> float:
    """Give the share of the full speed at a point: slowest at the ends and in a sharp bend."""
    if place in {0, len(points) - 1}:
        return SLOWEST_SHARE
    before, here, after = points[place - 1 : place + 2]
    turn = radians(course_deg(here, after) - course_deg(before, here))
    return SLOWEST_SHARE + (1.0 - SLOWEST_SHARE) * (1.0 + cos(turn)) / 2


def _between(start: Wgs84, goal: Wgs84, share: float) -> Wgs84:
    lon = start.lon + (goal.lon - start.lon) * share
    return Wgs84(lon, start.lat + (goal.lat - start.lat) * share)
