"""Reads what belongs to the story of some calls."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.reading import values
from dispatch.adapters.postgres.repositories.calls import CALLS
from dispatch.adapters.postgres.repositories.conferences import CONFERENCES
from dispatch.adapters.postgres.repositories.supervisions import SUPERVISIONS
from dispatch.adapters.postgres.tables.calls import call
from dispatch.adapters.postgres.tables.conferences import conference
from dispatch.adapters.postgres.tables.incidents import incident_call
from dispatch.adapters.postgres.tables.supervisions import supervision
from dispatch.domain.call_story import ToldCalls


async def read_told_calls(connection: AsyncConnection, asked: Sequence[UUID]) -> ToldCalls:
    """Give some calls, the calls that go back to them, and what was on any of them."""
    roots = select(call.c.follows).where(call.c.id.in_(asked), call.c.follows.is_not(None))
    ids = [*asked, *(await connection.execute(roots)).scalars()]
    own = select(call).where(or_(call.c.id.in_(ids), call.c.follows.in_(ids)))
    calls = await values(connection, CALLS, own.order_by(call.c.offered_at))
    ids = [one.id for one in calls]
    rooms = select(conference).where(conference.c.call_id.in_(ids))
    leaders = select(supervision).where(supervision.c.call_id.in_(ids))
    return ToldCalls(
        calls=calls,
        conferences=await values(connection, CONFERENCES, rooms.order_by(conference.c.opened_at)),
        supervisions=await values(
            connection, SUPERVISIONS, leaders.order_by(supervision.c.asked_at)
        ),
    )


async def find_incident_of(connection: AsyncConnection, call_id: UUID) -> UUID | None:
    """Find the incident to which a call belongs."""
    query = select(incident_call.c.incident_id).where(incident_call.c.call_id == call_id)
    found: UUID | None = (await connection.execute(query)).scalar_one_or_none()
    return found
