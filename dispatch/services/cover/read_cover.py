"""What the ready vehicles reach in time, and what is advised: read, never an order."""

from asyncio import gather
from collections.abc import Mapping, Sequence
from uuid import UUID

from dispatch.domain.cover import CoverOff, Demand
from dispatch.domain.cover_picture import (
    MOST_ADVISED,
    CoverPicture,
    Reached,
    picture_of,
    ready_of,
)
from dispatch.domain.driven_now import driven_now
from dispatch.domain.recommendation import candidates_of
from dispatch.domain.station import Station
from dispatch.domain.travel import Conditions, TravelMode
from dispatch.ports.cover import CoverWorld
from dispatch.ports.roads import Roads
from dispatch.services.calibrate_roads import calibrate_roads
from gis.datum import Wgs84


async def read_cover(world: CoverWorld, demand: Demand | None) -> CoverPicture:
    """Compute it; CoverOff, CoverUnknown.

    Args:
        world: Where it is read.
        demand: Of the centre's own incidents; None asks for all streets.
    """
    known = await world.queries.read_known()
    settings, resources = known.settings, known.resources
    if not settings.enabled:
        raise CoverOff
    stations, now = resources.stations, resources.read_at
    candidates = candidates_of(resources.vehicles, stations, world.fleet.latest())
    ready = ready_of(candidates, stations, known.stand_bys, now)
    driven = driven_now(known.closures, now, known.calibration)
    roads = calibrate_roads(world.roads, known.calibration, now)
    starts = (*ready.points, *(one.point for one in stations))
    advised = ready.freed[:MOST_ADVISED]
    reach, drives = await gather(
        world.cover.reach(
            starts, demand, driven.limit_s(settings.within_min * 60), driven.to_a_scene
        ),
        gather(*(_drives(point, stations, roads, driven.to_stand_by) for _, point in advised)),
    )
    count = len(ready.points)
    from_stations = tuple(zip(stations, reach.reached[count:], strict=True))
    reached = Reached(reach.map_version, reach.demand, reach.reached[:count], from_stations, drives)
    return picture_of(settings, now, ready, reached, driven)


async def _drives(
    point: Wgs84, stations: Sequence[Station], roads: Roads, conditions: Conditions
) -> Mapping[UUID, float]:
    """Give the drive to each station that can be reached; none by guesses in straight lines."""
    travel = await roads.travel_from(point, [one.point for one in stations], conditions)
    if travel.mode is not TravelMode.ROAD:
        return {}
    pairs = zip(stations, travel.legs, strict=True)
    return {one.id: leg.seconds for one, leg in pairs if leg is not None}
