"""Reads outside of commands."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.conference_queries import (
    find_conference,
    find_conference_of,
    list_open_conferences,
)
from dispatch.adapters.postgres.event_rows import logged
from dispatch.adapters.postgres.hand_on_queries import (
    list_asked,
    list_supervisions,
    list_watched,
)
from dispatch.adapters.postgres.nuisance_queries import list_running
from dispatch.adapters.postgres.order_queries import (
    list_devices,
    list_orders_on_board,
    list_resources,
)
from dispatch.adapters.postgres.outbox import head_query, last_on_stream
from dispatch.adapters.postgres.reading import one_picture, reading, values
from dispatch.adapters.postgres.repositories.calls import CALLS, TASKS
from dispatch.adapters.postgres.repositories.centre import SEATS, PostgresSite
from dispatch.adapters.postgres.repositories.complaints import list_used
from dispatch.adapters.postgres.repositories.desk import (
    GROUP_CALLS,
    list_messages,
    list_running_groups,
)
from dispatch.adapters.postgres.repositories.directory import PostgresDirectory
from dispatch.adapters.postgres.repositories.directory_imports import IMPORTS
from dispatch.adapters.postgres.repositories.emergencies import list_open_emergencies
from dispatch.adapters.postgres.repositories.incidents import list_incidents
from dispatch.adapters.postgres.repositories.key_patients import KEY_PATIENTS
from dispatch.adapters.postgres.repositories.people import PEOPLE, list_sessions
from dispatch.adapters.postgres.repositories.selections import SELECTIONS
from dispatch.adapters.postgres.repositories.surges import find_surge
from dispatch.adapters.postgres.rows import Rows, T
from dispatch.adapters.postgres.tables.calls import call, task
from dispatch.adapters.postgres.tables.centre import person, phone_account, seat, session
from dispatch.adapters.postgres.tables.desk import group_call
from dispatch.adapters.postgres.tables.directory import directory_import, key_patient
from dispatch.adapters.postgres.tables.incidents import incident
from dispatch.adapters.postgres.tables.log import audit, event
from dispatch.adapters.postgres.tables.selections import selection
from dispatch.domain.audience import DESKS, LEADERS
from dispatch.domain.audit import AuditEntry
from dispatch.domain.call import Call
from dispatch.domain.conference import Conference
from dispatch.domain.directory_import import DirectoryImport
from dispatch.domain.group_call import GroupCall
from dispatch.domain.key_patient import KeyPatient
from dispatch.domain.people import Person, Session
from dispatch.domain.seat import Seat
from dispatch.domain.selection import Selection
from dispatch.domain.site import SiteSettings
from dispatch.domain.surge import Surge
from dispatch.ports.queries import (
    AuditLine,
    BoardState,
    CallFilter,
    NumberRecord,
)

ENDED_SHOWN_MINUTES = 10


class PostgresQueries:
    """See `dispatch.ports.queries`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def find_session(self, token_hash: bytes) -> Session | None:
        """Find a session that has not ended."""
        async with reading(self._engine) as connection:
            found = await list_sessions(connection, session.c.token_hash == token_hash)
        return found[0] if found else None

    async def read_board(self, audiences: frozenset[str], staff_number: str) -> BoardState:
        """Read all that is open and belongs to these audiences, with its place in the log.

        Everything is read in one snapshot, so that the next event of the stream continues it.
        """
        desk = DESKS in audiences
        own = call.c.ended_at.is_(None) if desk else call.c.id.is_(None)
        due = task.c.state != "done" if desk else task.c.id.is_(None)
        shown = _shown_on_board() if desk else incident.c.id.is_(None)
        async with one_picture(self._engine) as connection:
            head = (await connection.execute(head_query())).one()
            return BoardState(
                epoch=head.epoch,
                last=await last_on_stream(connection, audiences),
                read_at=(await connection.execute(select(func.clock_timestamp()))).scalar_one(),
                calls=await _all(connection, CALLS, own, order=call.c.offered_at),
                seats=await _all(connection, SEATS, seat.c.number > 0, order=seat.c.number),
                tasks=await _all(connection, TASKS, due, order=task.c.opened_at),
                site=await PostgresSite(connection).current(),
                incidents=await list_incidents(connection, shown),
                complaints=await list_used(connection, staff_number) if desk else (),
                orders=await list_orders_on_board(connection) if desk else (),
                resources=await list_resources(connection),
                devices=await list_devices(connection),
                locks=await list_running(connection) if desk else (),
                surge=await find_surge(connection) if desk or LEADERS in audiences else None,
                group_calls=await list_running_groups(connection),
                messages=await list_messages(connection, staff_number),
                conferences=await list_open_conferences(connection) if desk else (),
                handovers=await list_asked(connection) if desk else (),
                reminders=await list_watched(connection, staff_number, audiences),
                supervisions=await list_supervisions(connection, audiences),
                emergencies=await list_open_emergencies(connection),
            )

    async def find_selection(self, session_id: UUID) -> Selection | None:
        """Find what a session looked at last."""
        own = selection.c.session_id == session_id
        async with reading(self._engine) as connection:
            found = await _all(connection, SELECTIONS, own, order=selection.c.session_id)
        return found[0] if found else None

    async def find_surge(self) -> Surge | None:
        """Find the surge that is on."""
        async with reading(self._engine) as connection:
            return await find_surge(connection)

    async def find_group_call(self, group_id: UUID) -> GroupCall | None:
        """Find a group call."""
        own = group_call.c.id == group_id
        async with reading(self._engine) as connection:
            found = await _all(connection, GROUP_CALLS, own, order=group_call.c.id)
        return found[0] if found else None

    async def find_call(self, call_id: UUID) -> Call | None:
        """Find a call."""
        async with reading(self._engine) as connection:
            found = await _all(connection, CALLS, call.c.id == call_id, order=call.c.id)
        return found[0] if found else None

    async def find_conference(self, conference_id: UUID) -> Conference | None:
        """Find a room, over or not."""
        async with reading(self._engine) as connection:
            return await find_conference(connection, conference_id)

    async def find_conference_of(self, call_id: UUID) -> Conference | None:
        """Find the room that a call is in."""
        async with reading(self._engine) as connection:
            return await find_conference_of(connection, call_id)

    async def list_open_calls(self, exchange: str) -> Sequence[Call]:
        """Give the calls of an exchange that are not over, oldest first."""
        open_there = (call.c.exchange == exchange) & call.c.ended_at.is_(None)
        async with reading(self._engine) as connection:
            return await _all(connection, CALLS, open_there, order=call.c.offered_at)

    async def list_calls(self, wanted: CallFilter) -> Sequence[Call]:
        """Give calls, newest first."""
        query = select(call).order_by(call.c.offered_at.desc()).limit(wanted.limit)
        if wanted.number:
            suffix = wanted.number[::-1]
            query = query.where(func.reverse(call.c.number).startswith(suffix, autoescape=True))
        if wanted.before:
            query = query.where(call.c.offered_at < wanted.before)
        async with reading(self._engine) as connection:
            return await values(connection, CALLS, query)

    async def list_seats(self) -> Sequence[Seat]:
        """Give all seats, by number."""
        async with reading(self._engine) as connection:
            return await _all(connection, SEATS, seat.c.number > 0, order=seat.c.number)

    async def list_events(self, after: int, limit: int) -> Sequence[str]:
        """Give stored events in order, each as the JSON of StoredEvent."""
        query = select(event).where(event.c.n > after).order_by(event.c.n).limit(limit)
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).mappings()
            return [logged(dict(row)).json for row in rows]

    async def list_people(self) -> Sequence[Person]:
        """Give all people, by staff number."""
        query = select(person).order_by(person.c.staff_number)
        async with reading(self._engine) as connection:
            return await values(connection, PEOPLE, query)

    async def read_site(self) -> SiteSettings:
        """Give the site settings in force."""
        async with reading(self._engine) as connection:
            return await PostgresSite(connection).current()

    async def list_phone_secrets(self) -> Mapping[str, str]:
        """Give the SIP secret of every phone, by its name."""
        async with reading(self._engine) as connection:
            rows = await connection.execute(select(phone_account.c.name, phone_account.c.secret))
            return {row.name: row.secret for row in rows}

    async def find_phone_secret(self, name: str) -> str | None:
        """Find the SIP secret of a phone's account."""
        query = select(phone_account.c.secret).where(phone_account.c.name == name)
        async with reading(self._engine) as connection:
            secret: str | None = (await connection.execute(query)).scalar_one_or_none()
        return secret

    async def read_number(self, number: str, limit: int) -> NumberRecord:
        """Read what is known of a number in its stored form."""
        query = select(call).where(call.c.number == number)
        async with reading(self._engine) as connection:
            newest = query.order_by(call.c.offered_at.desc()).limit(limit)
            return NumberRecord(
                subscriber=await PostgresDirectory(connection).find_subscriber(number),
                calls=await values(connection, CALLS, newest),
            )

    async def find_import(self, import_id: UUID) -> DirectoryImport | None:
        """Find an import of the three-field table."""
        own, order = directory_import.c.id == import_id, directory_import.c.id
        async with reading(self._engine) as connection:
            found = await _all(connection, IMPORTS, own, order=order)
        return found[0] if found else None

    async def list_imports(self, limit: int) -> Sequence[DirectoryImport]:
        """Give imports, newest first."""
        newest = directory_import.c.started_at.desc()
        query = select(directory_import).order_by(newest, directory_import.c.id).limit(limit)
        async with reading(self._engine) as connection:
            return await values(connection, IMPORTS, query)

    async def list_key_patients(self, text: str, limit: int) -> Sequence[KeyPatient]:
        """Give key patients whose name, initials of it in pinyin, or category hold a text."""
        columns = (key_patient.c.name, key_patient.c.category)
        held = [column.contains(text, autoescape=True) for column in columns]
        begun = key_patient.c.initials.startswith(text.lower(), autoescape=True)
        query = select(key_patient).where(key_patient.c.removed_at.is_(None), or_(*held, begun))
        async with reading(self._engine) as connection:
            ordered = query.order_by(key_patient.c.name, key_patient.c.id).limit(limit)
            return await values(connection, KEY_PATIENTS, ordered)

    async def list_audit(self, before: int | None, limit: int) -> Sequence[AuditLine]:
        """Give the audit trail, newest first, from before a place in it."""
        query = select(audit).order_by(audit.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(audit.c.id < before)
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).all()
        return [
            AuditLine(row.id, AuditEntry(row.at, row.actor, row.verb, row.subject, row.reason))
            for row in rows
        ]


def _shown_on_board() -> ColumnElement[bool]:
    lately = func.now() - func.make_interval(0, 0, 0, 0, 0, ENDED_SHOWN_MINUTES)
    return or_(incident.c.closed_at.is_(None), incident.c.closed_at > lately)


async def _all(
    connection: AsyncConnection,
    rows: Rows[T],
    condition: ColumnElement[bool],
    *,
    order: ColumnElement[object],
) -> Sequence[T]:
    return await values(connection, rows, select(rows.table).where(condition).order_by(order))
