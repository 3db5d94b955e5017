"""What a recommendation is made from, read in one picture, and what was kept of earlier ones."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.order_queries import list_resources_with
from dispatch.adapters.postgres.reading import one_picture, reading, values
from dispatch.adapters.postgres.repositories.complaints import PostgresComplaints
from dispatch.adapters.postgres.repositories.incidents import list_incidents
from dispatch.adapters.postgres.repositories.orders import ACTIVE, ORDERS
from dispatch.adapters.postgres.repositories.recommendation import PostgresDispatchRules, kept_of
from dispatch.adapters.postgres.tables.incidents import incident
from dispatch.adapters.postgres.tables.orders import device, vehicle_order
from dispatch.adapters.postgres.tables.recommendation import kept_recommendation
from dispatch.domain.dispatch_rules import DispatchRules
from dispatch.domain.incident import Incident
from dispatch.domain.kept_recommendation import KeptRecommendation
from dispatch.ports.basis_queries import Known

HEARD = select(device.c.station_id).where(
    device.c.revoked_at.is_(None), device.c.silent_since.is_(None)
)


class PostgresBasisQueries:
    """See `dispatch.ports.basis_queries`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read_known(self, incident_id: UUID) -> Known:
        """Read all of it, as of one moment."""
        async with one_picture(self._engine) as connection:
            orders = await values(connection, ORDERS, select(vehicle_order).where(ACTIVE))
            rules = await PostgresDispatchRules(connection).current()
            asked = {incident_id, *(one.incident_id for one in orders if rules.policy.divert)}
            incidents = await _incidents(connection, asked)
            return Known(
                incident=incidents.get(incident_id),
                resources=await list_resources_with(connection, orders),
                orders=orders,
                complaints=await PostgresComplaints(connection).list_all(),
                rules=rules,
                heard=frozenset((await connection.execute(HEARD)).scalars()),
                others=_but(incidents, incident_id),
            )

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


async def _incidents(connection: AsyncConnection, ids: set[UUID]) -> Mapping[UUID, Incident]:
    return {one.id: one for one in await list_incidents(connection, incident.c.id.in_(ids))}


def _but(incidents: Mapping[UUID, Incident], incident_id: UUID) -> Mapping[UUID, Incident]:
    return {key: one for key, one in incidents.items() if key != incident_id}
