"""The way that a driver takes: the centre's public route, a straight line when it is away."""

from typing import TYPE_CHECKING

from dispatch.simulator.centre.errors import Away, Refused
from dispatch.simulator.driving.track import Track, plan_track, straight_track
from gis.datum import Wgs84

if TYPE_CHECKING:
    from dispatch.simulator.centre.client import Client


class Navigation:
    """What all drivers ask for the way.

    Attributes:
        client: Somebody who is signed in; None while nobody is, then no road is known.
    """

    def __init__(self) -> None:
        self.client: Client | None = None

    async def plan(self, start: Wgs84, goal: Wgs84) -> Track:
        """Plan a drive from door to door; the last metres off the road are driven, too."""
        if self.client is None:
            return straight_track(start, goal)
        asked = {
            "from_lon": start.lon,
            "from_lat": start.lat,
            "to_lon": goal.lon,
            "to_lat": goal.lat,
        }
        try:
            route = await self.client.get("/roads/route", **asked)
        except (Away, Refused):
            return straight_track(start, goal)
        line = [Wgs84(lon, lat) for lon, lat in route["points"]]
        return plan_track((start, *line, goal), float(route["seconds"]))
