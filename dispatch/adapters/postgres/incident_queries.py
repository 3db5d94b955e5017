"""Reads of incidents outside of commands."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres import call_story_queries
from dispatch.adapters.postgres.event_rows import logged
from dispatch.adapters.postgres.reading import reading
from dispatch.adapters.postgres.repositories import incidents
from dispatch.adapters.postgres.repositories.complaints import list_used
from dispatch.adapters.postgres.tables.calls import call
from dispatch.adapters.postgres.tables.incidents import incident
from dispatch.adapters.postgres.tables.log import event
from dispatch.domain.call_story import ToldCalls
from dispatch.domain.complaint import UsedComplaint
from dispatch.domain.incident import Incident
from dispatch.ports.incident_queries import IncidentFilter, Story


class PostgresIncidentQueries:
    """See `dispatch.ports.incident_queries`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def find_incident(self, incident_id: UUID) -> Incident | None:
        """Find an incident."""
        async with reading(self._engine) as connection:
            return await _find(connection, incident_id)

    async def list_incidents(self, wanted: IncidentFilter) -> Sequence[Incident]:
        """Give incidents, newest first."""
        query = select(incident).order_by(incident.c.opened_at.desc()).limit(wanted.limit)
        if wanted.state:
            query = query.where(incident.c.state == wanted.state)
        if wanted.before:
            query = query.where(incident.c.opened_at < wanted.before)
        async with reading(self._engine) as connection:
            return await incidents.read_incidents(connection, query)

    async def list_worked(self) -> Sequence[Incident]:
        """Give the incidents that are neither closed nor merged, oldest first."""
        async with reading(self._engine) as connection:
            return await incidents.list_worked(connection)

    async def read_story(self, incident_id: UUID, limit: int) -> Story | None:
        """Read the events about an incident, its calls and what was merged into it."""
        async with reading(self._engine) as connection:
            found = await _find(connection, incident_id)
            if found is None:
                return None
            merged = incident.c.merged_into == incident_id
            others = [one.id for one in await incidents.list_incidents(connection, merged)]
            subjects = [incident_id, *found.calls, *others]
            return Story(
                incident=found,
                events=await _events_about(connection, subjects, limit),
                recordings=await _recordings_of(connection, found.calls),
            )

    async def read_told_calls(self, asked: Sequence[UUID]) -> ToldCalls:
        """Read some calls, the calls that go back to them, and rooms and leaders on them."""
        async with reading(self._engine) as connection:
            return await call_story_queries.read_told_calls(connection, asked)

    async def find_incident_of(self, call_id: UUID) -> UUID | None:
        """Find the incident to which a call belongs."""
        async with reading(self._engine) as connection:
            return await call_story_queries.find_incident_of(connection, call_id)

    async def read_events(self, subjects: Sequence[UUID], limit: int) -> Sequence[str]:
        """Read the events about some things, in order, each as the JSON of StoredEvent."""
        async with reading(self._engine) as connection:
            return await _events_about(connection, subjects, limit)

    async def list_complaints(self, staff_number: str) -> Sequence[UsedComplaint]:
        """Give the table of chief complaints, what a person used most often first."""
        async with reading(self._engine) as connection:
            return await list_used(connection, staff_number)


async def _find(connection: AsyncConnection, incident_id: UUID) -> Incident | None:
    found = await incidents.list_incidents(connection, incident.c.id == incident_id)
    return found[0] if found else None


async def _events_about(
    connection: AsyncConnection, subjects: Sequence[UUID], limit: int
) -> Sequence[str]:
    query = select(event).where(event.c.subjects.overlap(subjects)).order_by(event.c.n)
    rows = (await connection.execute(query.limit(limit))).mappings()
    return [logged(dict(row)).json for row in rows]


async def _recordings_of(connection: AsyncConnection, calls: Sequence[UUID]) -> Sequence[str]:
    query = select(call.c.recording).where(call.c.id.in_(calls)).order_by(call.c.offered_at)
    return (await connection.execute(query)).scalars().all()
