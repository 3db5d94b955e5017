"""Incidents with the calls that belong to them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.incidents import incident, incident_call, incident_day
from dispatch.domain.call_link import CallLink, CallMovedMeanwhile
from dispatch.domain.incident import Incident, IncidentNotFound

INCIDENTS = Rows(Incident, incident)
LINKS = Rows(CallLink, incident_call)
Links = tuple[CallLink, ...]


class PostgresIncidents:
    """Incidents; see `dispatch.ports.incidents`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._stored: dict[UUID, Links] = {}

    async def get(self, incident_id: UUID) -> Incident:
        """Give an incident; IncidentNotFound."""
        return (await self._lock(incident_id))[incident_id]

    async def get_both(self, one: UUID, other: UUID) -> tuple[Incident, Incident]:
        """Give two incidents, in the order asked; IncidentNotFound."""
        found = await self._lock(one, other)
        return found[one], found[other]

    async def find_id_of_call(self, call_id: UUID) -> UUID | None:
        """Find the incident to which a call belongs."""
        query = select(incident_call.c.incident_id).where(incident_call.c.call_id == call_id)
        found: UUID | None = (await self._connection.execute(query)).scalar_one_or_none()
        return found

    async def list_worked(self) -> Sequence[Incident]:
        """Give the incidents that are neither closed nor merged, oldest first."""
        return await list_worked(self._connection)

    async def next_count(self, day: date) -> int:
        """Give the next incident of a day its count."""
        first = insert(incident_day).values(day=day, count=1)
        counted = first.on_conflict_do_update(
            index_elements=["day"], set_={"count": incident_day.c.count + 1}
        )
        result = await self._connection.execute(counted.returning(incident_day.c.count))
        count: int = result.scalar_one()
        return count

    async def save(self, value: Incident) -> None:
        """Store an incident, new or changed, with the calls that belong to it."""
        row = INCIDENTS.row(value)
        changed = {name: row[name] for name in row if name != "id"}
        await self._connection.execute(
            insert(incident).values(row).on_conflict_do_update(index_elements=["id"], set_=changed)
        )
        await self._store_links(value)

    async def _lock(self, *ids: UUID) -> Mapping[UUID, Incident]:
        query = select(incident).where(incident.c.id.in_(ids)).order_by(incident.c.id)
        found = await read_incidents(self._connection, query.with_for_update())
        self._stored |= {one.id: one.links for one in found}
        if len(found) < len(set(ids)):
            raise IncidentNotFound
        return {one.id: one for one in found}

    async def _store_links(self, value: Incident) -> None:
        before = {link.call_id for link in self._stored.get(value.id, ())}
        now = {link.call_id for link in value.links}
        if gone := before - now:
            own = incident_call.c.incident_id == value.id
            lost = own & incident_call.c.call_id.in_(gone)
            await self._connection.execute(delete(incident_call).where(lost))
        for link in value.links:
            if link.call_id not in before:
                await self._add_link(value.id, link)
        self._stored[value.id] = value.links

    async def _add_link(self, incident_id: UUID, link: CallLink) -> None:
        row = {name: getattr(link, name) for name in CallLink.__slots__}
        row |= {"incident_id": incident_id, "path": list(link.path)}
        added = insert(incident_call).values(row).on_conflict_do_nothing()
        result = await self._connection.execute(added.returning(incident_call.c.call_id))
        if result.one_or_none() is None:
            raise CallMovedMeanwhile


async def list_worked(connection: AsyncConnection) -> Sequence[Incident]:
    """Give the incidents that are neither closed nor merged, oldest first."""
    return await list_incidents(connection, incident.c.closed_at.is_(None))


async def list_incidents(
    connection: AsyncConnection, condition: ColumnElement[bool]
) -> Sequence[Incident]:
    """Give the incidents that meet a condition, oldest first."""
    query = select(incident).where(condition)
    return await read_incidents(connection, query.order_by(incident.c.opened_at, incident.c.id))


async def read_incidents(connection: AsyncConnection, query: Select[Any]) -> Sequence[Incident]:
    """Give the incidents of a query.

    Their calls are read after them: a query that waited for a lock still sees the calls of before.
    """
    rows = (await connection.execute(query)).mappings().all()
    links = await _links_of(connection, [row["id"] for row in rows])
    return [INCIDENTS.value({**row, "links": links[row["id"]]}) for row in rows]


async def _links_of(connection: AsyncConnection, ids: Sequence[UUID]) -> Mapping[UUID, Links]:
    found: defaultdict[UUID, Links] = defaultdict(tuple)
    if not ids:
        return found
    query = select(incident_call).where(incident_call.c.incident_id.in_(ids))
    ordered = query.order_by(incident_call.c.joined_at, incident_call.c.call_id)
    for row in (await connection.execute(ordered)).mappings():
        found[row["incident_id"]] += (LINKS.value(row),)
    return found
