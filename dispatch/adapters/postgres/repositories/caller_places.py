"""Where callers are, by each source: added and read, never changed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from geoalchemy2 import functions as gis
from sqlalchemy import ColumnElement, Row, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.reading import one_picture
from dispatch.adapters.postgres.tables.caller_places import caller_place
from dispatch.domain.caller_place import (
    CallerPlace,
    CallerPlaceNotFound,
    SourceDoubt,
    SourceKind,
)
from gis.datum import Wgs84


class PostgresCallerPlaces:
    """See `dispatch.ports.caller_places`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, place: CallerPlace) -> None:
        """Keep one."""
        row = {column.name: getattr(place, column.name) for column in caller_place.columns}
        point = f"SRID=4326;POINT({place.point.lon} {place.point.lat})" if place.point else None
        await self._connection.execute(
            insert(caller_place).values(row | {"point": point, "doubts": list(place.doubts)})
        )

    async def get(self, place_id: UUID) -> CallerPlace:
        """Give one; CallerPlaceNotFound."""
        found = await _read(self._connection, caller_place.c.id == place_id)
        if not found:
            raise CallerPlaceNotFound
        return found[0]

    async def list_of(
        self, calls: Sequence[UUID], incident_id: UUID | None
    ) -> Sequence[CallerPlace]:
        """Give those of any of these calls, and of the incident, as they came."""
        return await _read(self._connection, _of(calls, incident_id))


class PostgresCallerPlaceQueries:
    """See `dispatch.ports.caller_places`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def list_of(
        self, calls: Sequence[UUID], incident_id: UUID | None
    ) -> Sequence[CallerPlace]:
        """Give those of any of these calls, and of the incident, as they came."""
        async with one_picture(self._engine) as connection:
            return await _read(connection, _of(calls, incident_id))


def _of(calls: Sequence[UUID], incident_id: UUID | None) -> ColumnElement[bool]:
    of_calls = caller_place.c.call_id.in_(list(calls))
    return of_calls if incident_id is None else or_(of_calls, _is(incident_id))


def _is(incident_id: UUID) -> ColumnElement[bool]:
    return caller_place.c.incident_id == incident_id


async def _read(connection: AsyncConnection, condition: ColumnElement[bool]) -> list[CallerPlace]:
    query = select(
        caller_place,
        gis.ST_X(caller_place.c.point).label("lon"),
        gis.ST_Y(caller_place.c.point).label("lat"),
    ).where(condition)
    rows = await connection.execute(query.order_by(caller_place.c.received_at, caller_place.c.id))
    return [_place(row) for row in rows]


def _place(row: Row[Any]) -> CallerPlace:
    return CallerPlace(
        id=row.id,
        call_id=row.call_id,
        incident_id=row.incident_id,
        kind=SourceKind(row.kind),
        received_at=row.received_at,
        origin=row.origin,
        text=row.text,
        point=None if row.lon is None else Wgs84(row.lon, row.lat),
        radius_m=row.radius_m,
        district=row.district,
        owner=row.owner,
        observed_at=row.observed_at,
        confidence=row.confidence,
        doubts=tuple(map(SourceDoubt, row.doubts)),
    )
