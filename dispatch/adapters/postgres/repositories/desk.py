"""Group calls; see `dispatch.ports.group_calls`."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.desk import group_call
from dispatch.domain.group_call import GroupCall

GROUP_CALLS = Rows(GroupCall, group_call)


class PostgresGroupCalls(Repository[GroupCall]):
    """Group calls within one transaction."""

    async def find(self, group_id: UUID) -> GroupCall | None:
        """Find one."""
        return await self.find_where(group_call.c.id == group_id)

    async def list_open(self) -> Sequence[GroupCall]:
        """Give every one that is not over, oldest first."""
        return await self.list_where(group_call.c.ended_at.is_(None), order=group_call.c.begun_at)
