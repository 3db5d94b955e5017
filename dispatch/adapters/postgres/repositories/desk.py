"""Group calls and messages between seats; see `dispatch.ports`."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.desk import group_call, seat_message
from dispatch.domain.group_call import GroupCall
from dispatch.domain.seat_message import SeatMessage

GROUP_CALLS = Rows(GroupCall, group_call)
SEAT_MESSAGES = Rows(SeatMessage, seat_message)


class PostgresGroupCalls(Repository[GroupCall]):
    """Group calls within one transaction."""

    async def find(self, group_id: UUID) -> GroupCall | None:
        """Find one."""
        return await self.find_where(group_call.c.id == group_id)

    async def list_open(self) -> Sequence[GroupCall]:
        """Give every one that is not over, oldest first."""
        return await self.list_where(group_call.c.ended_at.is_(None), order=group_call.c.begun_at)


class PostgresSeatMessages(Repository[SeatMessage]):
    """Messages within one transaction."""

    async def find(self, message_id: UUID) -> SeatMessage | None:
        """Find one."""
        return await self.find_where(seat_message.c.id == message_id)


async def list_messages(connection: AsyncConnection, staff_number: str) -> list[SeatMessage]:
    """Give those of the last day that wait for somebody, oldest first."""
    lately = seat_message.c.sent_at > func.now() - func.make_interval(0, 0, 0, 1)
    query = select(seat_message).where(lately).order_by(seat_message.c.sent_at)
    rows = (await connection.execute(query)).mappings()
    found = (SEAT_MESSAGES.value(row) for row in rows)
    return [one for one in found if one.waits_for(staff_number)]


async def list_running_groups(connection: AsyncConnection) -> list[GroupCall]:
    """Give the group calls that are not over, oldest first."""
    running = group_call.c.ended_at.is_(None)
    query = select(group_call).where(running).order_by(group_call.c.begun_at)
    rows = (await connection.execute(query)).mappings()
    return [GROUP_CALLS.value(row) for row in rows]
