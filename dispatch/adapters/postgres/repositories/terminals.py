"""Admissions of vehicle terminals."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.orders import vehicle
from dispatch.adapters.postgres.tables.terminals import terminal_admission
from dispatch.domain.terminal import Admission

ADMISSIONS = Rows(Admission, terminal_admission)


class PostgresTerminals(Repository[Admission]):
    """See `dispatch.ports.terminals`."""

    async def find(self, phone: str, /) -> Admission | None:
        """Find an admission, in force or revoked."""
        return await self.find_where(terminal_admission.c.phone == phone)

    async def list_phones(self, vehicle_ids: Collection[UUID], /) -> Sequence[str]:
        """Give the numbers of these vehicles' admitted terminals; of none, those of all."""
        phone = terminal_admission.c.phone
        query = (
            select(phone)
            .join(vehicle, vehicle.c.tracker == phone)
            .where(terminal_admission.c.revoked_at.is_(None))
            .order_by(phone)
        )
        if vehicle_ids:
            query = query.where(vehicle.c.id.in_(vehicle_ids))
        return (await self._connection.execute(query)).scalars().all()
