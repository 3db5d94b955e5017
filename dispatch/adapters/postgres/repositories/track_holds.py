"""Incidents whose tracks are held."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.tracks import track_hold
from dispatch.domain.track_keeping import TrackHold

HOLDS = Rows(TrackHold, track_hold)
STANDING = track_hold.c.released_at.is_(None)


class PostgresTrackHolds(Repository[TrackHold]):
    """See `dispatch.ports.track_store`."""

    async def find(self, incident_id: UUID) -> TrackHold | None:
        """Find the hold in force on an incident."""
        return await self.find_where(track_hold.c.incident_id == incident_id, STANDING)

    async def list_in_force(self) -> Sequence[TrackHold]:
        """Give every hold in force, oldest first."""
        return await self.list_where(STANDING, order=track_hold.c.held_at)
