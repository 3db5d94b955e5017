"""Rooms of several legs in a dictionary."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.domain.conference import Conference
from tests.unit.kept import Kept


class MemoryConferences(Kept[UUID, Conference]):
    """See `dispatch.ports.conferences`."""

    async def get(self, conference_id: UUID) -> Conference:
        return self.known(conference_id)

    async def find_of_call(self, call_id: UUID) -> Conference | None:
        return next((one for one in self if one.call_id == call_id and not one.over), None)

    async def list_open(self, exchange: str) -> Sequence[Conference]:
        return [one for one in self if one.exchange == exchange and not one.over]
