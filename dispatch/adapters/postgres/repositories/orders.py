"""Orders."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.orders import vehicle_order
from dispatch.domain.order import Order, OrderNotFound

ORDERS = Rows(Order, vehicle_order)
ACTIVE = vehicle_order.c.ended_at.is_(None)
AS_SENT: ColumnElement[object] = vehicle_order.c.sent_at


class PostgresOrders(Repository[Order]):
    """Orders; see `dispatch.ports.orders`."""

    async def get(self, order_id: UUID) -> Order:
        """Give an order; OrderNotFound."""
        found = await self.find_where(vehicle_order.c.id == order_id)
        if found is None:
            raise OrderNotFound
        return found

    async def incident_of(self, order_id: UUID) -> UUID:
        """Give the incident of an order, to be locked before it; OrderNotFound."""
        query = select(vehicle_order.c.incident_id).where(vehicle_order.c.id == order_id)
        found: UUID | None = (await self._connection.execute(query)).scalar_one_or_none()
        if found is None:
            raise OrderNotFound
        return found

    async def list_active_of_incident(self, incident_id: UUID) -> Sequence[Order]:
        """Give an incident's orders that are not over, in the order of sending."""
        own = vehicle_order.c.incident_id == incident_id
        return await self.list_where(own, ACTIVE, order=AS_SENT)

    async def list_active_of_vehicle(self, vehicle_id: UUID) -> Sequence[Order]:
        """Give a vehicle's orders that are not over, in the order of sending."""
        own = select(vehicle_order).where(vehicle_order.c.vehicle_id == vehicle_id, ACTIVE)
        rows = (await self._connection.execute(own.order_by(AS_SENT))).mappings()
        return [self._rows.value(row) for row in rows]

    async def list_unacknowledged(self) -> Sequence[Order]:
        """Give the orders whose newest revision nobody took, in the order of sending."""
        taken = vehicle_order.c.acknowledged_revision
        open_ = select(vehicle_order).where(
            ACTIVE, taken.is_distinct_from(vehicle_order.c.revision)
        )
        rows = (await self._connection.execute(open_.order_by(AS_SENT))).mappings()
        return [self._rows.value(row) for row in rows]

    async def count_active_of_incident(self, incident_id: UUID) -> int:
        """Count an incident's orders that are not over; who begins or ends one holds its lock."""
        return await self._count(vehicle_order.c.incident_id == incident_id, ACTIVE)

    async def count_of_incident(self, incident_id: UUID) -> int:
        """Count the orders that an incident ever had."""
        return await self._count(vehicle_order.c.incident_id == incident_id)

    async def _count(self, *conditions: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(vehicle_order).where(*conditions)
        return int((await self._connection.execute(query)).scalar_one())
