"""Which of the places found goes first."""

from collections.abc import Iterable
from math import log2

from gis.datum import Wgs84
from gis.geocode.found import Found
from gis.geodesy import distance_m

NEAR_STEP_M = 250.0
# What importance and nearness weigh, a step; together never as much as a better match.
PER_WEIGHT, PER_DOUBLING, MOST_DOUBLINGS = 0.008, 0.008, 8.0
SAME_PLACE_M = 400.0


def rank(found: Iterable[Found], *, limit: int, origin: Wgs84 | None) -> list[Found]:
    """Order what was found, best first, each place once.

    How it matches goes first; what is important and what is near weigh in between like matches;
    then how little is added to what was typed, at last the name: equal inputs always give an
    equal list.
    """
    placed = [_placed(one, origin) for one in found]
    kept: list[Found] = []
    for one in sorted(placed, key=_order):
        if not any(_same(one, other) for other in kept):
            kept.append(one)
        if len(kept) == limit:
            break
    return kept


def _placed(one: Found, origin: Wgs84 | None) -> Found:
    return one if origin is None else one.at(distance_m(origin, one.point))


def _order(one: Found) -> tuple[float, int, str, str]:
    far = min(log2(1 + one.away_m / NEAR_STEP_M), MOST_DOUBLINGS)
    worth = one.confidence - PER_WEIGHT * one.weight - PER_DOUBLING * far
    return (-round(worth, 4), one.excess, one.name, one.id)


def _same(one: Found, other: Found) -> bool:
    """Tell whether two rows are one place: two roads of one name in two districts are not."""
    if (one.name, one.kind, one.district) != (other.name, other.kind, other.district):
        return False
    return one.id == other.id or distance_m(one.point, other.point) < SAME_PLACE_M
