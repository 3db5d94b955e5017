"""Who asked the sources of callers' places again."""

from uuid import UUID

from sqlalchemy import select

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.source_rounds import source_round
from dispatch.domain.source_round import SourceRound

ROUNDS = Rows(SourceRound, source_round)


class PostgresSourceRounds(Repository[SourceRound]):
    """See `dispatch.ports.source_rounds`."""

    async def find(self, round_id: UUID) -> SourceRound | None:
        """Find and lock a round."""
        return await self.find_where(source_round.c.id == round_id)

    async def find_last(self, call_id: UUID) -> SourceRound | None:
        """Find and lock the newest round of a call."""
        of_call = select(source_round).where(source_round.c.call_id == call_id)
        found = await self._all(of_call.order_by(source_round.c.asked_at.desc()).limit(1))
        return found[0] if found else None
