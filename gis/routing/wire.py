"""What the roads process is asked and what it answers, loopback only."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from gis.datum import Wgs84
from gis.routing.closed_sets import Checked
from gis.routing.closures import Closure
from gis.routing.profiles import Profile
from gis.routing.router import Route
from gis.routing.steps import Turn

MOST_STARTS = 2000
MOST_CLOSURES = 500

Lon = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Lat = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
PointIn = tuple[Lon, Lat]
Key = Annotated[str, Field(max_length=64)]


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
    closures: Key = ""
    profile: Profile = Profile.BLUE_LIGHT


class RouteIn(_In):
    """One drive with its line."""

    start: PointIn
    goal: PointIn
    closures: Key = ""
    profile: Profile = Profile.BLUE_LIGHT


class ClosureIn(_In):
    """Roads that are closed (speed_share 0) or slow."""

    speed_share: Annotated[float, Field(ge=0, lt=1)]
    area: bool
    points: Annotated[tuple[PointIn, ...], Field(min_length=2, max_length=500)]

    def closure(self) -> Closure:
        """Read it."""
        return Closure(self.speed_share, self.area, tuple(map(point_of, self.points)))


class ClosuresIn(_In):
    """A set of closures; questions name it by its key."""

    key: Annotated[str, Field(min_length=1, max_length=64)]
    closures: Annotated[tuple[ClosureIn, ...], Field(max_length=MOST_CLOSURES)]


class CheckIn(_In):
    """What would a closure do, beside those that there are, to these places?"""

    before: Annotated[tuple[ClosureIn, ...], Field(max_length=MOST_CLOSURES)]
    new: ClosureIn
    places: Annotated[tuple[PointIn, ...], Field(max_length=MOST_STARTS)]


class HitOut(BaseModel):
    """A street that a closure touches."""

    name: str
    metres: float


class CheckOut(BaseModel):
    """What a closure would do; cut_off are numbers of places."""

    streets: list[HitOut]
    cut_off: list[int]
    swapped: bool

    @classmethod
    def of(cls, checked: Checked) -> "CheckOut":
        """Write it."""
        streets = [HitOut(name=one.name, metres=one.metres) for one in checked.hits]
        return cls(streets=streets, cut_off=checked.cut_off, swapped=checked.swapped)


class TravelTimesOut(BaseModel):
    """Drives in the order of the starts, to the tenth: no road is known better.

    Args:
        seconds: Null where no road leads.
        metres: Null where no road leads.
        open_s: What each would take without closures; empty where none were named.
        closed_goal_m: From the goal to the nearest open road, where its own is closed.
    """

    region: str
    map_version: str
    seconds: list[float | None]
    metres: list[float | None]
    open_s: list[float | None] = []
    closed_goal_m: float | None = None


class ThroughIn(_In):
    """Drives to a place, and on from it."""

    there: TravelTimesIn
    onward: TravelTimesIn


class ThroughOut(BaseModel):
    """Both, as if they had been asked one after the other."""

    there: TravelTimesOut
    onward: TravelTimesOut


class StepOut(BaseModel):
    """One street of a drive, and how one turns into it."""

    turn: Turn
    street: str
    metres: float


class RouteOut(BaseModel):
    """One drive."""

    region: str
    seconds: float
    metres: float
    points: list[tuple[float, float]]
    streets: list[str]
    steps: list[StepOut]

    @classmethod
    def of(cls, region: str, route: Route) -> "RouteOut":
        """Write a route."""
        return cls(
            region=region,
            seconds=round(route.leg.seconds, 1),
            metres=round(route.leg.metres, 1),
            points=[(point.lon, point.lat) for point in route.points],
            streets=list(route.streets),
            steps=[
                StepOut(turn=one.turn, street=one.street, metres=one.metres) for one in route.steps
            ],
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
