"""The factor of the hour on times by road, and what is said of it in a list."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from dispatch.domain.calibration import Calibration
from dispatch.domain.dispatch_rules import Policy
from dispatch.domain.reason import Reason
from dispatch.domain.travel import Route, Travel, TravelMode


def calibrated(travel: Travel, calibration: Calibration, at: datetime) -> Travel:
    """Give ways as they are driven at this hour; straight lines stay, and no factor counts twice.

    Args:
        travel: As the roads tell it.
        calibration: The one in force.
        at: When it is driven.
    """
    if travel.mode is not TravelMode.ROAD or travel.calibration or not calibration.version:
        return travel
    factor = calibration.factor_at(at)
    return replace(
        travel,
        legs=tuple(one and replace(one, seconds=one.seconds * factor) for one in travel.legs),
        open_s=tuple(None if one is None else one * factor for one in travel.open_s),
        factor=factor,
        calibration=calibration.version,
    )


def calibrated_route(route: Route, calibration: Calibration, at: datetime) -> Route:
    """Give one way as it is driven at this hour; a straight line stays."""
    if route.mode is not TravelMode.ROAD:
        return route
    return replace(route, seconds=route.seconds * calibration.factor_at(at))


def measured(policy: Policy, calibration: Calibration) -> Policy:
    """Let arrivals be as far off as they were measured to be, where they were."""
    share = calibration.error_share_percent
    return policy if share is None else replace(policy, error_share_percent=share)


def factor_reasons(travel: Travel | None, place: int) -> Iterator[Reason]:
    """Tell of one way of many that its time is the hour's.

    Args:
        travel: All ways; None when the scene is text only.
        place: Which of them.
    """
    if travel is None or travel.legs[place] is None or travel.factor == 1.0:
        return
    yield Reason("hour_factor", {"factor": f"{travel.factor:.3g}", "version": travel.calibration})
