"""When a vehicle is expected, and how far off that may be."""

from dataclasses import dataclass

from dispatch.domain.travel import Leg, TravelMode

ROUGHER_WITHOUT_ROADS = 2.0
UNSEEN_S = 120
"""A vehicle that was not heard lately may be so far from its station, either way."""


@dataclass(frozen=True, slots=True)
class Eta:
    """Earliest and latest, seconds from now."""

    low_s: int
    high_s: int


def expected(leg: Leg, mode: TravelMode, *, fix_age_s: int | None, error_share_percent: int) -> Eta:
    """Give the span in which a vehicle is expected.

    The measured share of the time, twice that in straight lines, and how long the vehicle may
    have driven on since it was heard.

    Args:
        leg: Its way.
        mode: How the way was found.
        fix_age_s: Of the fix that the way begins at; None when it begins at the station.
        error_share_percent: Of the time that was told, as a centre measured it.
    """
    rough = ROUGHER_WITHOUT_ROADS if mode is TravelMode.STRAIGHT_LINE else 1.0
    unseen_s = UNSEEN_S if fix_age_s is None else fix_age_s
    error_s = leg.seconds * rough * error_share_percent / 100 + unseen_s
    return Eta(max(0, round(leg.seconds - error_s)), round(leg.seconds + error_s))
