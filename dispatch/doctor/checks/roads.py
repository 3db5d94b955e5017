"""The process that knows the roads: without it the nearest vehicle is only guessed."""

from dataclasses import dataclass

from dispatch.doctor.finding import Finding, ok, warn

LEAST_MAIN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class RoadsFacts:
    """What the process says of itself.

    Attributes:
        region: The region in use, None when there is none.
        fault: Its own code, None while well.
        main_share: Share of all roads from which all of them can be reached, 0 to 1.
    """

    region: str | None
    fault: str | None
    main_share: float


def check_roads(facts: RoadsFacts | None) -> Finding:
    """Judge the roads; None means that the process does not answer."""
    if facts is None:
        return warn("roads_silent")
    if facts.region is None:
        return warn("roads_no_region")
    if facts.fault is not None:
        return warn("roads_region_unusable", region=facts.region)
    if facts.main_share < LEAST_MAIN_SHARE:
        share = round(facts.main_share * 100)
        return warn("roads_in_pieces", region=facts.region, percent=share)
    return ok("roads_good", region=facts.region)
