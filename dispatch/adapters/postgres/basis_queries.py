"""What a recommendation is made from, read in one picture, and what was kept of earlier ones."""

import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.closure_queries import list_in_force
from dispatch.adapters.postgres.order_queries import (
    list_hospitals,
    list_stations,
    list_vehicles,
)
from dispatch.adapters.postgres.reading import one_picture, reading, values
from dispatch.adapters.postgres.repositories.calibrations import PostgresCalibrations
from dispatch.adapters.postgres.repositories.complaints import PostgresComplaints
from dispatch.adapters.postgres.repositories.incidents import list_incidents
from dispatch.adapters.postgres.repositories.orders import ACTIVE, ORDERS
from dispatch.adapters.postgres.repositories.recommendation import PostgresDispatchRules, kept_of
from dispatch.adapters.postgres.standing import Standing, StandingReads
from dispatch.adapters.postgres.tables.incidents import incident
from dispatch.adapters.postgres.tables.orders import STANDS, device, vehicle, vehicle_order
from dispatch.adapters.postgres.tables.recommendation import kept_recommendation
from dispatch.domain.complaint import Complaint
from dispatch.domain.dispatch_rules import DispatchRules
from dispatch.domain.incident import Incident
from dispatch.domain.kept_recommendation import KeptRecommendation
from dispatch.domain.order import Order
from dispatch.ports.basis_queries import Known, Places
from dispatch.ports.order_queries import Resources

HEARD = select(device.c.station_id).where(
    device.c.revoked_at.is_(None), device.c.silent_since.is_(None)
)

TRACKERS = select(vehicle.c.tracker).where(vehicle.c.tracker.is_not(None), STANDS)


class PostgresBasisQueries:
    """See `dispatch.ports.basis_queries`.

    Args:
        engine: To a database that is ready.
        clock: Monotonic seconds.
    """

    def __init__(self, engine: AsyncEngine, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._standing = StandingReads(clock)

    @asynccontextmanager
    async def picture(self, incident_id: UUID) -> AsyncIterator["PostgresBasisPicture"]:
        """Hold one moment."""
        async with one_picture(self._engine) as connection:
            standing, read_at = await self._standing.seen_by(connection)
            yield PostgresBasisPicture(connection, incident_id, standing, read_at)

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
    """See `dispatch.ports.basis_queries`.

    Args:
        standing: What is true in this picture and need not be read again.
        read_at: By the database's clock.
    """

    def __init__(
        self, connection: AsyncConnection, incident_id: UUID, standing: Standing, read_at: datetime
    ) -> None:
        self._connection = connection
        self._incident_id = incident_id
        self._standing = standing
        self._read_at = read_at

    async def read_places(self) -> Places | None:
        """Read the places first; None when there is no such incident."""
        found = await _incidents(self._connection, {self._incident_id})
        if not found:
            return None
        once, connection = self._standing.once, self._connection
        return Places(
            incident=found[self._incident_id],
            read_at=self._read_at,
            trackers=await once("trackers", lambda: _trackers(connection)),
            stations=await once("stations", lambda: list_stations(connection)),
            hospitals=await once("hospitals", lambda: list_hospitals(connection)),
            closures=await list_in_force(connection),
            calibration=await once("calibration", PostgresCalibrations(connection).current),
        )

    async def read_known(self, places: Places) -> Known:
        """Read all the rest."""
        once, connection = self._standing.once, self._connection
        orders = await once("orders", lambda: _active_orders(connection))
        rules = await PostgresDispatchRules(connection).current()
        others = {one.incident_id for one in orders if rules.policy.divert} - {places.incident.id}
        return Known(
            resources=Resources(
                read_at=places.read_at,
                vehicles=await once("vehicles", lambda: list_vehicles(connection, orders)),
                stations=places.stations,
                hospitals=places.hospitals,
            ),
            orders=orders,
            complaints=await self._complaints(places.incident),
            rules=rules,
            heard=await once("heard", lambda: _heard(connection)),
            others=await _incidents(connection, others),
        )

    async def _complaints(self, incident: Incident) -> Sequence[Complaint]:
        if incident.form.complaint is None:
            return ()
        return await PostgresComplaints(self._connection).list_all()


async def _trackers(connection: AsyncConnection) -> frozenset[str]:
    return frozenset((await connection.execute(TRACKERS)).scalars())


async def _heard(connection: AsyncConnection) -> frozenset[UUID]:
    return frozenset((await connection.execute(HEARD)).scalars())


async def _active_orders(connection: AsyncConnection) -> Sequence[Order]:
    return await values(connection, ORDERS, select(vehicle_order).where(ACTIVE))


async def _incidents(connection: AsyncConnection, ids: set[UUID]) -> Mapping[UUID, Incident]:
    if not ids:
        return {}
    return {one.id: one for one in await list_incidents(connection, incident.c.id.in_(ids))}
