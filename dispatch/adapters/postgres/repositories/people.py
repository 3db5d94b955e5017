"""People and sessions."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.centre import person, session
from dispatch.domain.people import Person, PersonNotFound, Role, Session

PEOPLE = Rows(Person, person)


class PostgresPeople(Repository[Person]):
    """People; see `dispatch.ports.people`."""

    async def get(self, staff_number: str) -> Person:
        """Give a person; PersonNotFound."""
        found = await self.find(staff_number)
        if found is None:
            raise PersonNotFound(staff_number=staff_number)
        return found

    async def find(self, staff_number: str) -> Person | None:
        """Find a person."""
        return await self.find_where(person.c.staff_number == staff_number)

    async def list_active_with(self, role: Role) -> Sequence[Person]:
        """Give the active people who hold a role, by staff number."""
        return await self.list_where(
            person.c.active, person.c.roles.contains([role]), order=person.c.staff_number
        )


class PostgresSessions:
    """Sessions that have not ended; see `dispatch.ports.people`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def list_of(self, staff_number: str) -> Sequence[Session]:
        """Give a person's sessions that have not ended."""
        return await list_sessions(self._connection, session.c.staff_number == staff_number)

    async def find_unended(self, session_id: UUID) -> Session | None:
        """Find a session of which no end was told, though its time may be over."""
        own = session.c.id == session_id
        found = (await self._connection.execute(_with_person(own))).one_or_none()
        return _session(found) if found else None

    async def save(self, value: Session) -> None:
        """Store a new session, or when its password was said again."""
        known = await self._connection.execute(
            update(session)
            .where(session.c.id == value.id)
            .values(reauthenticated_at=value.reauthenticated_at)
        )
        if known.rowcount == 0:
            await self._connection.execute(
                insert(session).values(
                    id=value.id,
                    token_hash=value.token_hash,
                    staff_number=value.person.staff_number,
                    started_at=value.started_at,
                    expires_at=value.expires_at,
                    reauthenticated_at=value.reauthenticated_at,
                )
            )

    async def end(self, session_id: UUID, reason: str) -> None:
        """End a session; its token is worth nothing from the commit on."""
        await self._connection.execute(
            update(session)
            .where(session.c.id == session_id)
            .values(ended_at=func.now(), ended_reason=reason)
        )

    async def move_ends(self, by: timedelta) -> None:
        """Move the end of every session that lives, none further from now than a whole session."""
        whole = func.now() + (session.c.expires_at - session.c.started_at)
        expires_at = func.least(session.c.expires_at + by, whole)
        await self._connection.execute(
            update(session).where(session.c.ended_at.is_(None)).values(expires_at=expires_at)
        )


async def list_sessions(
    connection: AsyncConnection, condition: ColumnElement[bool]
) -> Sequence[Session]:
    """Give the living sessions that meet a condition, with their people."""
    query = _with_person(condition).where(session.c.expires_at > func.now())
    return [_session(row) for row in await connection.execute(query)]


def _with_person(condition: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            session,
            person.c.name,
            person.c.roles,
            person.c.password_hash,
            person.c.active,
            person.c.skills,
            person.c.trainee,
        )
        .join(person, person.c.staff_number == session.c.staff_number)
        .where(condition, session.c.ended_at.is_(None))
    )


def _session(row: Row[Any]) -> Session:
    return Session(
        id=row.id,
        token_hash=row.token_hash,
        person=PEOPLE.value(row._mapping),  # noqa: SLF001 - SQLAlchemy's public name
        started_at=row.started_at,
        expires_at=row.expires_at,
        reauthenticated_at=row.reauthenticated_at,
    )
