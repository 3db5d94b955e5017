"""What a point is, from the region in force, asked as the role that may only read it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import RowMapping
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.places import PostgresPlaces
from dispatch.adapters.postgres.faults import UNREACHED
from dispatch.domain.place import compass
from dispatch.domain.surroundings import (
    CLASSES,
    AroundKind,
    CrossingHere,
    Here,
    PlaceAround,
    RoadHere,
)
from dispatch.ports.places import PlacesAway
from gis.datum import Wgs84
from gis.gcj02 import from_wgs84
from gis.geocode.motorway import bearing_deg
from gis.geocode.nearby import HERE_M
from gis.geocode.statements import Parameters
from gis.geocode.surroundings import Facts, Near, facts_at, things_around

# Where the shift of GCJ-02 is defined at all: the box that every published form of it checks.
WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271
_KINDS = {name: kind for kind, names in CLASSES.items() for name in names}


class PostgresSurroundings:
    """See `dispatch.ports.map_window`.

    Args:
        engine: A pool of the role d120_gis.
        places: The reverse search.
    """

    def __init__(self, engine: AsyncEngine, places: PostgresPlaces) -> None:
        self._engine = engine
        self._places = places

    async def here(self, point: Wgs84) -> Here:
        """Give what a point is; PlacesAway."""
        place = await self._places.reverse(point)
        try:
            facts = await facts_at(self._read, point)
        except (DBAPIError, *UNREACHED) as error:
            raise PlacesAway from error
        return Here(
            place=place,
            district=facts.district,
            road=_road(facts),
            crossing=None if facts.crossing is None else _crossing(facts.crossing, point),
            gcj02=_gcj02(point),
        )

    async def around(
        self, point: Wgs84, *, radius_m: float, kinds: Sequence[AroundKind]
    ) -> Sequence[PlaceAround]:
        """Give what is of some kinds within a radius, nearest first; PlacesAway."""
        classes = [name for kind in kinds for name in CLASSES[kind]]
        try:
            found = await things_around(self._read, point, radius_m, classes)
        except (DBAPIError, *UNREACHED) as error:
            raise PlacesAway from error
        return [
            PlaceAround(
                id=one.id,
                name=one.name,
                kind=_KINDS[one.sort],
                district=one.district,
                point=one.point,
                away_m=round(one.away_m),
                detail=one.detail,
            )
            for one in found
        ]

    async def _read(self, statement: str, parameters: Parameters) -> Sequence[RowMapping]:
        given: dict[str, Any] = dict(parameters)
        async with self._engine.connect() as connection:
            return (await connection.exec_driver_sql(statement, given)).mappings().all()


def _road(facts: Facts) -> RoadHere | None:
    if facts.road is None:
        return None
    road = facts.road
    return RoadHere(road.name, road.road_class, road.oneway, round(road.away_m))


def _crossing(near: Near, point: Wgs84) -> CrossingHere:
    at_it = near.away_m < HERE_M
    toward = None if at_it else compass(bearing_deg(near.point, point))
    return CrossingHere(near.name, round(near.away_m), toward)


def _gcj02(point: Wgs84) -> tuple[float, float] | None:
    if not (WEST <= point.lon <= EAST and SOUTH <= point.lat <= NORTH):
        return None
    lon, lat = from_wgs84(np.array([point.lon]), np.array([point.lat]))
    return float(lon[0]), float(lat[0])
