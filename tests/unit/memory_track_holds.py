"""Incidents whose tracks are held, in memory, with the promises of their port."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.domain.track_keeping import TrackHold


class MemoryTrackHolds:
    """See `dispatch.ports.track_store`."""

    def __init__(self) -> None:
        self._rows: dict[UUID, TrackHold] = {}

    async def find(self, incident_id: UUID) -> TrackHold | None:
        found = self._rows.get(incident_id)
        return found if found and found.released_at is None else None

    async def list_in_force(self) -> Sequence[TrackHold]:
        standing = [one for one in self._rows.values() if one.released_at is None]
        return sorted(standing, key=lambda one: one.held_at)

    async def save(self, hold: TrackHold, /) -> None:
        self._rows[hold.incident_id] = hold
