"""The roads process over HTTP: what vehicles reach in time."""

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field

from gis.routing.cover import CoverSearches
from gis.routing.current import Region
from gis.routing.profiles import Profile
from gis.routing.router import Router
from gis.routing.wire import Key, PointIn, point_of

MOST_VEHICLES, MOST_POINTS = 800, 3000


class CoverIn(BaseModel):
    """Vehicles, and what they should reach.

    Args:
        points: None asks for points on all streets.
        closures: Names the set that is in force; empty without any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    starts: Annotated[tuple[PointIn, ...], Field(max_length=MOST_VEHICLES)]
    points: Annotated[tuple[PointIn, ...], Field(max_length=MOST_POINTS)] | None = None
    within_s: Annotated[float, Field(ge=20, le=7200)]
    closures: Key = ""
    profile: Profile = Profile.BLUE_LIGHT


class CoverOut(BaseModel):
    """What each start reaches.

    Args:
        source: Whether the points were told or are those of the streets.
        points: Longitude, latitude, weight; only those of the streets, told points are known.
        reached: In the order of the starts: hexadecimal, bit i of the bytes is point i.
    """

    map_version: str
    source: Literal["told", "streets"]
    points: list[tuple[float, float, float]]
    reached: list[str]


def add_cover(
    app: FastAPI,
    region_in_use: Callable[[], Region],
    router_of: Callable[[Region, Profile, str], Router],
) -> None:
    """Add the question to the application.

    Args:
        app: Where it is added.
        region_in_use: Gives the region.
        router_of: Gives the roads as they are driven, without those that a set closes.
    """
    searches = CoverSearches()

    @app.post("/cover")
    async def cover(asked: CoverIn) -> CoverOut:
        region = region_in_use()
        search = searches.over(region.router, router_of(region, asked.profile, asked.closures))
        streets = await searches.streets(region.router) if asked.points is None else None
        points = streets.points if streets else tuple(map(point_of, asked.points or ()))
        starts = [point_of(start) for start in asked.starts]
        reached = await search.reach(points, starts, asked.within_s)
        weighed = zip(points, streets.metres, strict=True) if streets else ()
        return CoverOut(
            map_version=region.label,
            source="streets" if streets else "told",
            points=[(point.lon, point.lat, metres) for point, metres in weighed],
            reached=[bits.hex() for bits in reached],
        )
