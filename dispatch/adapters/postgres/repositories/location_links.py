"""Location links and their short messages; see the ports of these names."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.location_links import location_link, sms
from dispatch.domain.location_link import LocationLink
from dispatch.domain.sms import Sms, SmsState

SHORT_MESSAGES = Rows(Sms, sms)
MOBILE_DIGITS = 11
LINKS = Rows(LocationLink, location_link)


class PostgresLocationLinks(Repository[LocationLink]):
    """See `dispatch.ports.location_links`."""

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(connection, LINKS)

    async def find_of_token(self, token_hash: bytes) -> LocationLink | None:
        """Find and lock the link of a token."""
        return await self.find_where(location_link.c.token_hash == token_hash)

    async def find_of_sms(self, sms_id: UUID) -> LocationLink | None:
        """Find and lock the link that a short message carries."""
        return await self.find_where(location_link.c.sms_id == sms_id)

    async def list_of_calls(self, calls: Sequence[UUID]) -> Sequence[LocationLink]:
        """Give and lock those of any of these calls, oldest first."""
        of_calls = location_link.c.call_id.in_(calls)
        return await self.list_where(of_calls, order=location_link.c.made_at)


class PostgresShortMessages(Repository[Sms]):
    """See `dispatch.ports.sms`; a search locks nothing, so that a link is locked before."""

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(connection, SHORT_MESSAGES)

    async def get(self, sms_id: UUID) -> Sms:
        """Give and lock one."""
        found = await self.find_where(sms.c.id == sms_id)
        if found is None:
            raise LookupError(sms_id)
        return found

    async def find_next(self) -> Sms | None:
        """Give the oldest that may be tried now."""
        waiting = select(sms).where(sms.c.state == SmsState.QUEUED, sms.c.try_at <= func.now())
        return await self._first(waiting.order_by(sms.c.try_at))

    async def list_overdue(self, queued_before: datetime, claimed_before: datetime) -> list[Sms]:
        """Give those that wait since before an instant, or were claimed before one."""
        waits = (sms.c.state == SmsState.QUEUED) & (sms.c.queued_at < queued_before)
        hangs = (sms.c.state == SmsState.SENDING) & (sms.c.claimed_at < claimed_before)
        rows = await self._connection.execute(select(sms).where(waits | hangs))
        return [SHORT_MESSAGES.value(row) for row in rows.mappings()]

    async def find_sent(self, number: str, reference: int) -> Sms | None:
        """Give the youngest to a number that the network calls so, if it is not ended."""
        same = func.right(sms.c.number, MOBILE_DIGITS) == number[-MOBILE_DIGITS:]
        sent = select(sms).where(sms.c.state == SmsState.SENT, same)
        ours = sent.where(sms.c.references.any_() == reference)
        return await self._first(ours.order_by(sms.c.ended_at.desc()))

    async def _first(self, query: Select[tuple[object, ...]]) -> Sms | None:
        row = (await self._connection.execute(query.limit(1))).mappings().one_or_none()
        return SHORT_MESSAGES.value(row) if row else None
