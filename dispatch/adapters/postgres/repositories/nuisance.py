"""Marks and locks of nuisance numbers."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Executable, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.directory import key_patient
from dispatch.adapters.postgres.tables.incidents import incident, incident_call
from dispatch.adapters.postgres.tables.nuisance import nuisance_mark, number_lock
from dispatch.adapters.postgres.tables.orders import STANDS, hospital, station
from dispatch.adapters.postgres.tables.upkeep import related_unit
from dispatch.domain.incident import IncidentState
from dispatch.domain.nuisance import LockNotFound, NuisanceMark, NumberLock, Protection

MARKS = Rows(NuisanceMark, nuisance_mark)
LOCKS = Rows(NumberLock, number_lock)


class PostgresNuisance(Repository[NumberLock]):
    """Marks and locks; see `dispatch.ports.nuisance`."""

    async def add_mark(self, mark: NuisanceMark) -> None:
        """Store a mark; a second one of the same person on the same call changes nothing."""
        statement = insert(nuisance_mark).values(MARKS.row(mark)).on_conflict_do_nothing()
        await self._connection.execute(statement)

    async def list_marks(self, number: str, since: datetime) -> Sequence[NuisanceMark]:
        """Give the marks of a number that came after its last lock began, oldest first."""
        own = number_lock.c.number == number
        last = select(func.max(number_lock.c.locked_at)).where(own).scalar_subquery()
        query = select(nuisance_mark).where(
            nuisance_mark.c.number == number,
            nuisance_mark.c.at > func.greatest(last, since),
        )
        rows = await self._connection.execute(query.order_by(nuisance_mark.c.at))
        return [MARKS.value(row) for row in rows.mappings()]

    async def get_lock(self, lock_id: UUID) -> NumberLock:
        """Give a lock; LockNotFound."""
        found = await self.find_where(number_lock.c.id == lock_id)
        if found is None:
            raise LockNotFound
        return found

    async def find_lock(self, number: str) -> NumberLock | None:
        """Find the lock of a number that has not ended."""
        running = number_lock.c.ended_at.is_(None)
        return await self.find_where(number_lock.c.number == number, running)

    async def save_lock(self, lock: NumberLock) -> None:
        """Store a lock, new or changed."""
        await self.save(lock)

    async def list_protected(self) -> Mapping[Protection, Collection[str]]:
        """Give the telephones of hospitals, stations, units and key patients, as typed."""
        return await list_protected(self._connection)

    async def list_open_numbers(self) -> Collection[str]:
        """Give the numbers whose incident is in work with place and kind known."""
        return await list_open_numbers(self._connection)


async def list_protected(connection: AsyncConnection) -> Mapping[Protection, Collection[str]]:
    """Give the telephones of hospitals, stations, units and key patients, as they were typed."""
    register = key_patient.c.removed_at.is_(None)
    staff = select(_numbers_of(hospital.c.staff)).where(STANDS)
    queries: Mapping[Protection, Executable] = {
        Protection.HOSPITAL: select(hospital.c.telephone).where(STANDS).union_all(staff),
        Protection.STATION: select(station.c.telephone).where(STANDS),
        Protection.RELATED_UNIT: select(_numbers_of(related_unit.c.telephones)).where(STANDS),
        Protection.KEY_PATIENT: select(func.unnest(key_patient.c.numbers)).where(register),
    }
    return {
        why: frozenset((await connection.execute(query)).scalars())
        for why, query in queries.items()
    }


def _numbers_of(telephones: Column[Any]) -> ColumnElement[Any]:
    """Give each number of a column of duty telephones."""
    return func.jsonb_path_query(telephones, text("'$[*].number'")).op("#>>")(text("'{}'"))


async def list_open_numbers(connection: AsyncConnection) -> Collection[str]:
    """Give the numbers whose incident is in work with place and kind known."""
    query = (
        select(incident_call.c.number)
        .join(incident, incident.c.id == incident_call.c.incident_id)
        .where(incident.c.state == IncidentState.OPEN, incident_call.c.number.is_not(None))
    )
    return frozenset((await connection.execute(query)).scalars())
