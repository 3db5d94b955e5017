"""Who is in which room; see `dispatch.ports.conferences`."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.conferences import conference
from dispatch.domain.conference import Conference, ConferenceNotFound

CONFERENCES = Rows(Conference, conference)


class PostgresConferences(Repository[Conference]):
    """Rooms within one transaction."""

    async def get(self, conference_id: UUID) -> Conference:
        """Give one; ConferenceNotFound."""
        found = await self.find_where(conference.c.id == conference_id)
        if found is None:
            raise ConferenceNotFound
        return found

    async def find_of_call(self, call_id: UUID) -> Conference | None:
        """Find the one that a call is in."""
        return await self.find_where(
            conference.c.call_id == call_id, conference.c.over_at.is_(None)
        )

    async def list_open(self, exchange: str) -> Sequence[Conference]:
        """Give those of an exchange that are not over, oldest first."""
        return await self.list_where(
            conference.c.exchange == exchange,
            conference.c.over_at.is_(None),
            order=conference.c.opened_at,
        )
