"""Reads of rooms outside a transaction."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.reading import values
from dispatch.adapters.postgres.repositories.conferences import CONFERENCES
from dispatch.adapters.postgres.tables.conferences import conference
from dispatch.domain.conference import Conference


async def list_open_conferences(connection: AsyncConnection) -> Sequence[Conference]:
    """Give those that are not over, oldest first."""
    query = select(conference).where(conference.c.over_at.is_(None))
    return await values(connection, CONFERENCES, query.order_by(conference.c.opened_at))


async def find_conference(connection: AsyncConnection, conference_id: UUID) -> Conference | None:
    """Find one, over or not."""
    query = select(conference).where(conference.c.id == conference_id)
    found = await values(connection, CONFERENCES, query)
    return found[0] if found else None


async def find_conference_of(connection: AsyncConnection, call_id: UUID) -> Conference | None:
    """Find the one that a call is in."""
    open_of = (conference.c.call_id == call_id) & conference.c.over_at.is_(None)
    found = await values(connection, CONFERENCES, select(conference).where(open_of))
    return found[0] if found else None
