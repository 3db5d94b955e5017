"""Questions to the sources of callers' places; see `dispatch.ports.place_askings`."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.place_askings import place_asking
from dispatch.domain.caller_place import SourceKind
from dispatch.domain.place_asking import AskingState, PlaceAsking

ASKINGS = Rows(PlaceAsking, place_asking)


class PostgresPlaceAskings(Repository[PlaceAsking]):
    """See `dispatch.ports.place_askings`."""

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(connection, ASKINGS)

    async def find(self, occasion: UUID, kind: SourceKind) -> PlaceAsking | None:
        """Find and lock one."""
        return await self.find_where(
            place_asking.c.occasion == occasion, place_asking.c.kind == kind
        )

    async def list_to_ask(self, at: datetime, most: int) -> Sequence[PlaceAsking]:
        """Give and lock the oldest that nobody asks, or whose server's time has passed."""
        left = (place_asking.c.state == AskingState.ASKED) & (place_asking.c.claimed_until <= at)
        waiting = select(place_asking).where((place_asking.c.state == AskingState.OPEN) | left)
        oldest = waiting.order_by(place_asking.c.made_at).limit(most)
        rows = await self._connection.execute(oldest.with_for_update(skip_locked=True))
        return [ASKINGS.value(row) for row in rows.mappings()]

    async def list_open(self, occasion: UUID) -> Sequence[PlaceAsking]:
        """Give and lock those of an occasion that are not ended."""
        return await self.list_where(
            place_asking.c.occasion == occasion,
            place_asking.c.state != AskingState.ENDED,
            order=place_asking.c.made_at,
        )

    async def list_claimed_by(self, server: str) -> Sequence[PlaceAsking]:
        """Give and lock those that a server has in hand."""
        return await self.list_where(
            place_asking.c.state == AskingState.ASKED,
            place_asking.c.claimed_by == server,
            order=place_asking.c.made_at,
        )
