"""Travel without roads: the distance as the crow flies, made longer, at one speed; it says so."""

from collections.abc import Sequence

from dispatch.domain.place import short_distance_m
from dispatch.domain.travel import Leg, Route, Travel, TravelMode
from gis.datum import Wgs84

DETOUR = 1.4
SPEED_KMH = 40.0
_METRES_PER_S = SPEED_KMH / 3.6


def straight_leg(start: Wgs84, goal: Wgs84) -> Leg:
    """Guess one way."""
    metres = short_distance_m(start, goal) * DETOUR
    return Leg(metres / _METRES_PER_S, metres)


def straight_travel(starts: Sequence[Wgs84], goals: Sequence[Wgs84]) -> Travel:
    """Guess the way of each pair."""
    pairs = zip(starts, goals, strict=True)
    return Travel(TravelMode.STRAIGHT_LINE, [straight_leg(*pair) for pair in pairs])


def straight_route(start: Wgs84, goal: Wgs84) -> Route:
    """Guess one way and draw it as a line."""
    leg = straight_leg(start, goal)
    return Route(TravelMode.STRAIGHT_LINE, leg.seconds, leg.metres, (start, goal), ())
