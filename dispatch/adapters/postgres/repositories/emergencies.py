"""Emergencies; see `dispatch.ports.emergencies`."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.reading import values
from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.emergencies import emergency
from dispatch.domain.emergency import Emergency, EmergencyNotFound, EmergencyState

EMERGENCIES = Rows(Emergency, emergency)
OPEN = emergency.c.state != EmergencyState.ENDED
# Two feeds that hear one terminal at once: the second sees the first one's. A number of our own.
_ONE_AT_A_TIME = 1_200_037


class PostgresEmergencies(Repository[Emergency]):
    """Emergencies within one transaction."""

    async def get(self, emergency_id: UUID, /) -> Emergency:
        """Give one; EmergencyNotFound."""
        found = await self.find_where(emergency.c.id == emergency_id)
        if found is None:
            raise EmergencyNotFound
        return found

    async def find_open(self, device: str, /) -> Emergency | None:
        """Find the one of a terminal that is not ended."""
        await self._connection.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
        return await self.find_where(emergency.c.device == device, OPEN)


async def list_open_emergencies(connection: AsyncConnection) -> Sequence[Emergency]:
    """Give those that are not ended, the oldest first."""
    query = select(emergency).where(OPEN).order_by(emergency.c.heard_at)
    return await values(connection, EMERGENCIES, query)
