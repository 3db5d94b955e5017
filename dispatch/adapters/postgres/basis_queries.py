"""What a recommendation is made from, read in one picture, and what was kept of earlier ones."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.closure_queries import list_in_force
from dispatch.adapters.postgres.order_queries import (
    list_hospitals,
    list_stations,
    list_vehicles,
    read_clock,
)
from dispatch.adapters.postgres.reading import one_picture, reading, values
from dispatch.adapters.postgres.repositories.calibrations import PostgresCalibrations
from dispatch.adapters.postgres.repositories.complaints import PostgresComplaints
from dispatch.adapters.postgres.repositories.incidents import list_incidents
from dispatch.adapters.postgres.repositories.orders import ACTIVE, ORDERS
from dispatch.adapters.postgres.repositories.recommendation import PostgresDispatchRules, kept_of
from dispatch.adapters.postgres.tables.incidents import incident
from dispatch.adapters.postgres.tables.orders import STANDS, device, vehicle, vehicle_order
from dispatch.adapters.postgres.tables.recommendation import kept_recommendation
from dispatch.domain.dispatch_rules import DispatchRules
from dispatch.domain.incident import Incident
from dispatch.domain.kept_recommendation import KeptRecommendation
from dispatch.ports.basis_queries import Known, Places
from dispatch.ports.order_queries import Resources

HEARD = select(device.c.station_id).where(
    device.c.revoked_at.is_(None), device.c.silent_since.is_(None)
)

TRACKERS = select(vehicle.c.tracker).where(vehicle.c.tracker.is_not(None), STANDS)


class PostgresBasisQueries:
    """See `dispatch.ports.basis_queries`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def picture(self, incident_id: UUID) -> AsyncIterator["PostgresBasisPicture"]:
        """Hold one moment."""
        async with one_picture(self._engine) as connection:
            yield PostgresBasisPicture(connection, incident_id)

    async def read_rules(self) -> DispatchRules:
        """Give the rules in force."""
        async with reading(self._engine) as connection:
            return await PostgresDispatchRules(connection).current()

    async def find_kept(self, order_id: UUID) -> KeptRecommendation | None:
        """Find what an order's recommendation was made from."""
        of_order = select(vehicle_order.c.incident_id).where(vehicle_order.c.id == order_id)
        query = select(kept_recommendation).where(
            kept_recommendation.c.incident_id == of_order.scalar_subquery(),
            kept_recommendation.c.order_ids.contains([order_id]),
        )
        async with reading(self._engine) as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        return kept_of(row) if row else None


class PostgresBasisPicture:
    """See `dispatch.ports.basis_queries`."""

    def __init__(self, connection: AsyncConnection, incident_id: UUID) -> None:
        self._connection = connection
        self._incident_id = incident_id

    async def read_places(self) -> Places | None:
        """Read the places first; None when there is no such incident."""
        found = await _incidents(self._connection, {self._incident_id})
        if not found:
            return None
        trackers = (await self._connection.execute(TRACKERS)).scalars()
        return Places(
            incident=found[self._incident_id],
            read_at=await read_clock(self._connection),
            trackers=frozenset(trackers),
            stations=await list_stations(self._connection),
            hospitals=await list_hospitals(self._connection),
            closures=await list_in_force(self._connection),
            calibration=await PostgresCalibrations(self._connection).current(),
        )

    async def read_known(self, places: Places) -> Known:
        """Read all the rest."""
        connection = self._connection
        orders = await values(connection, ORDERS, select(vehicle_order).where(ACTIVE))
        rules = await PostgresDispatchRules(connection).current()
        others = {one.incident_id for one in orders if rules.policy.divert} - {places.incident.id}
        return Known(
            resources=Resources(
                read_at=places.read_at,
                vehicles=await list_vehicles(connection, orders),
                stations=places.stations,
                hospitals=places.hospitals,
            ),
            orders=orders,
            complaints=await PostgresComplaints(connection).list_all(),
            rules=rules,
            heard=frozenset((await connection.execute(HEARD)).scalars()),
            others=await _incidents(connection, others),
        )


async def _incidents(connection: AsyncConnection, ids: set[UUID]) -> Mapping[UUID, Incident]:
    if not ids:
        return {}
    return {one.id: one for one in await list_incidents(connection, incident.c.id.in_(ids))}
