"""What closures do to a way, as reasons beside it in a list."""

from collections.abc import Iterator

from dispatch.domain.reason import Reason
from dispatch.domain.travel import Travel, TravelMode

LEAST_TOLD_S = 10.0
"""What is shorter is no detour that anybody would notice."""


def detour_reasons(travel: Travel | None, place: int) -> Iterator[Reason]:
    """Tell of one way of many what closures and slow zones cost it.

    Args:
        travel: All ways; None when the scene is text only.
        place: Which of them.
    """
    if travel is None or not travel.closures:
        return
    numbers = ",".join(map(str, travel.closures))
    if travel.mode is TravelMode.STRAIGHT_LINE:
        yield Reason("closures_not_counted", {"closures": numbers})
        return
    leg, open_s = travel.legs[place], travel.open_s[place]
    if leg is None and open_s is not None:
        yield Reason("closed_off", {"closures": numbers})
    elif leg is not None and open_s is not None and leg.seconds - open_s >= LEAST_TOLD_S:
        longer_s = round(leg.seconds - open_s)
        yield Reason("closure_detour", {"longer_s": longer_s, "closures": numbers})
    if leg is not None and travel.closed_goal_m is not None:
        yield Reason("scene_closed", {"metres": round(travel.closed_goal_m)})
