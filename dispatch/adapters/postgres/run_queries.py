"""Reads of what was done in a span and near a point, for the map window."""

from collections.abc import Sequence
from datetime import datetime
from math import cos, radians
from uuid import UUID

from sqlalchemy import Double, Select, and_, cast, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.reading import reading, values
from dispatch.adapters.postgres.repositories import incidents
from dispatch.adapters.postgres.repositories.orders import AS_SENT, ORDERS
from dispatch.adapters.postgres.tables.calls import call
from dispatch.adapters.postgres.tables.incidents import incident, incident_call
from dispatch.adapters.postgres.tables.log import event
from dispatch.adapters.postgres.tables.orders import vehicle_order
from dispatch.domain.events import Kind
from dispatch.domain.incident import Incident
from dispatch.domain.order import Order
from dispatch.domain.track import CallTime, DutyChange, Span
from gis.datum import Wgs84

METRES_PER_DEGREE = 111_000.0
"""A little less than a degree of latitude has, so that a box never misses what is near."""
MOST_INCIDENTS = 200
MOST_ORDERS = 300
MOST_CHANGES = 500
MOST_CALLS = 300


class PostgresRunQueries:
    """See `dispatch.ports.map_window`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def incidents_within(
        self, point: Wgs84, radius_m: float, since: datetime
    ) -> Sequence[Incident]:
        """Give incidents since an instant whose scene lies in a box around a point."""
        tall = radius_m / METRES_PER_DEGREE
        wide = tall / max(cos(radians(point.lat)), 0.05)
        at = incident.c.scene["point"]
        lon, lat = cast(at["lon"].astext, Double), cast(at["lat"].astext, Double)
        query: Select[tuple[object, ...]] = (
            select(incident)
            .where(
                incident.c.opened_at >= since,
                lon.between(point.lon - wide, point.lon + wide),
                lat.between(point.lat - tall, point.lat + tall),
            )
            .order_by(incident.c.opened_at.desc())
            .limit(MOST_INCIDENTS)
        )
        async with reading(self._engine) as connection:
            return await incidents.read_incidents(connection, query)

    async def orders_of(self, vehicles: Sequence[UUID], span: Span) -> Sequence[Order]:
        """Give the orders of some vehicles that were under way in a span."""
        own = vehicle_order.c
        under_way = and_(
            own.sent_at < span.until, or_(own.ended_at.is_(None), own.ended_at >= span.since)
        )
        query = select(vehicle_order).where(own.vehicle_id.in_(vehicles), under_way)
        async with reading(self._engine) as connection:
            return await values(connection, ORDERS, query.order_by(AS_SENT).limit(MOST_ORDERS))

    async def duties_of(self, vehicles: Sequence[UUID], span: Span) -> Sequence[DutyChange]:
        """Give how the duty of some vehicles changed in a span, oldest first."""
        changed = event.c
        query = (
            select(changed.happened_at, changed.payload["vehicle"].label("vehicle"))
            .where(
                changed.kind == Kind.VEHICLE_DUTY_CHANGED,
                changed.subjects.overlap(list(vehicles)),
                changed.happened_at >= span.since,
                changed.happened_at < span.until,
            )
            .order_by(changed.n)
            .limit(MOST_CHANGES)
        )
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).all()
        return [
            DutyChange(
                vehicle_id=UUID(row.vehicle["id"]),
                at=row.happened_at,
                duty=row.vehicle["duty"],
                reason=row.vehicle["duty_reason"],
            )
            for row in rows
        ]

    async def calls_of(self, incidents: Sequence[UUID], span: Span) -> Sequence[CallTime]:
        """Give the calls about some incidents within a span, oldest first."""
        own = call.c
        query = (
            select(own.id, incident.c.number, own.offered_at, own.answered_at, own.ended_at)
            .join(incident_call, incident_call.c.call_id == own.id)
            .join(incident, incident.c.id == incident_call.c.incident_id)
            .where(
                incident.c.id.in_(incidents),
                own.offered_at < span.until,
                or_(own.ended_at.is_(None), own.ended_at >= span.since),
            )
            .order_by(own.offered_at, own.id)
            .limit(MOST_CALLS)
        )
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).all()
        return [CallTime(*row) for row in rows]
