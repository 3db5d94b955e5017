"""Which leader is on which talk; see `dispatch.ports.supervisions`."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.supervisions import supervision
from dispatch.domain.supervision import Supervision, SupervisionNotFound

SUPERVISIONS = Rows(Supervision, supervision)


class PostgresSupervisions(Repository[Supervision]):
    """Supervisions within one transaction."""

    async def get(self, supervision_id: UUID) -> Supervision:
        """Give one; SupervisionNotFound."""
        found = await self.find(supervision_id)
        if found is None:
            raise SupervisionNotFound
        return found

    async def find(self, supervision_id: UUID) -> Supervision | None:
        """Find one."""
        return await self.find_where(supervision.c.id == supervision_id)

    async def list_open(self) -> Sequence[Supervision]:
        """Give every one that is not over, oldest first."""
        return await self.list_where(supervision.c.ended_at.is_(None), order=supervision.c.asked_at)
