"""Which of the places found goes first."""

from collections.abc import Iterable

from gis.datum import Wgs84
from gis.geocode.found import Found
from gis.geodesy import distance_m

NEAR_STEP_M = 250.0


def rank(found: Iterable[Found], *, limit: int, near: Wgs84 | None) -> list[Found]:
    """Order what was found, best first, each place once.

    How it matches goes first, then how important it is, then how near, then how little is added
    to what was typed, at last the name: equal inputs always give an equal list.
    """
    best: dict[tuple[str, str, str], Found] = {}
    for one in sorted(found, key=lambda one: _order(one, near)):
        best.setdefault((one.name, one.kind, one.detail), one)
    return list(best.values())[:limit]


def _order(one: Found, near: Wgs84 | None) -> tuple[int, int, float, int, str, str]:
    away = 0.0 if near is None else distance_m(near, one.point) // NEAR_STEP_M
    return (one.match, one.weight, away, one.excess, one.name, one.id)
