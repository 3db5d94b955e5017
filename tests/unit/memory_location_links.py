"""Location links and short messages over dictionaries; see `memory_transaction`."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from dispatch.domain.location_link import LocationLink
from dispatch.domain.sms import Sms, SmsState


class MemoryLocationLinks:
    """See `dispatch.ports.location_links`."""

    def __init__(self) -> None:
        self.rows: dict[UUID, LocationLink] = {}

    async def find_of_token(self, token_hash: bytes) -> LocationLink | None:
        return next((one for one in self.rows.values() if one.token_hash == token_hash), None)

    async def find_of_sms(self, sms_id: UUID) -> LocationLink | None:
        return next((one for one in self.rows.values() if one.sms_id == sms_id), None)

    async def list_of_calls(self, calls: Sequence[UUID]) -> Sequence[LocationLink]:
        return [one for one in self.rows.values() if one.call_id in calls]

    async def save(self, link: LocationLink, /) -> None:
        self.rows[link.id] = link


class MemoryShortMessages:
    """See `dispatch.ports.sms`."""

    def __init__(self) -> None:
        self.rows: dict[UUID, Sms] = {}

    async def get(self, sms_id: UUID) -> Sms:
        return self.rows[sms_id]

    async def find_next(self) -> Sms | None:
        queued = (one for one in self.rows.values() if one.state is SmsState.QUEUED)
        return min(queued, key=lambda one: one.try_at, default=None)

    async def list_overdue(self, queued_before: datetime, claimed_before: datetime) -> list[Sms]:
        def late(one: Sms) -> bool:
            if one.state is SmsState.QUEUED:
                return one.queued_at < queued_before
            if one.state is not SmsState.SENDING or one.claimed_at is None:
                return False
            return one.claimed_at < claimed_before

        return [one for one in self.rows.values() if late(one)]

    async def find_sent(self, number: str, reference: int) -> Sms | None:
        sent = (one for one in self.rows.values() if one.state is SmsState.SENT)
        ours = (
            one for one in sent if one.number[-11:] == number[-11:] and reference in one.references
        )
        return next(ours, None)

    async def save(self, sms: Sms, /) -> None:
        self.rows[sms.id] = sms
