"""What the roads process is asked and what it answers, loopback only."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from gis.datum import Wgs84
from gis.routing.router import Route
from gis.routing.search import Leg

MOST_STARTS = 2000

Lon = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Lat = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
PointIn = tuple[Lon, Lat]


class _In(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TravelTimesIn(_In):
    """Many drives at once.

    Args:
        goal: The one place; with direction ``from`` it is where all begin.
        starts: The others.
    """

    goal: PointIn
    starts: Annotated[tuple[PointIn, ...], Field(max_length=MOST_STARTS)]
    direction: Literal["to", "from"] = "to"


class RouteIn(_In):
    """One drive with its line."""

    start: PointIn
    goal: PointIn


class LegOut(BaseModel):
    """One drive."""

    seconds: float
    metres: float

    @classmethod
    def of(cls, leg: Leg) -> "LegOut":
        """Write a leg to the tenth: no road is known better."""
        return cls(seconds=round(leg.seconds, 1), metres=round(leg.metres, 1))


class TravelTimesOut(BaseModel):
    """Drives in the order of the starts; null where no road leads."""

    region: str
    version: str
    legs: list[LegOut | None]


class RouteOut(BaseModel):
    """One drive."""

    region: str
    seconds: float
    metres: float
    points: list[tuple[float, float]]
    streets: list[str]

    @classmethod
    def of(cls, region: str, route: Route) -> "RouteOut":
        """Write a route."""
        leg = LegOut.of(route.leg)
        return cls(
            region=region,
            seconds=leg.seconds,
            metres=leg.metres,
            points=[(point.lon, point.lat) for point in route.points],
            streets=list(route.streets),
        )


class HealthOut(BaseModel):
    """How the process is.

    Args:
        fault: no_region, region_unusable; null while well.
        main_share: Share of all roads from which all of them can be reached.
    """

    region: str | None
    version: str | None
    fault: str | None
    arcs: int
    main_share: float


def point_of(told: PointIn) -> Wgs84:
    """Read a point."""
    return Wgs84(*told)
