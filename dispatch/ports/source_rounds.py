"""Where it is kept who asked the sources of callers' places again."""

from typing import Protocol
from uuid import UUID

from dispatch.domain.source_round import SourceRound


class SourceRounds(Protocol):
    """Rounds within one transaction. Lock order: a call before its rounds."""

    async def find(self, round_id: UUID) -> SourceRound | None:
        """Find and lock a round."""
        ...

    async def find_last(self, call_id: UUID) -> SourceRound | None:
        """Find and lock the newest round of a call."""
        ...

    async def save(self, value: SourceRound, /) -> None:
        """Store a new or changed one."""
        ...
