"""The store of tracks: its days, and incidents whose tracks are held."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from dispatch.domain.track_keeping import TrackHold


class TrackStore(Protocol):
    """What a server does for the store; raises TracksAway when it cannot be asked."""

    async def make_days(self) -> None:
        """Make the days around now, where they are not there yet."""
        ...

    async def count_astray(self) -> int:
        """Count fixes that lie in no day, up to 10,000."""
        ...


class TrackRetirement(Protocol):
    """Days of tracks that go; raises TracksAway when it cannot be asked."""

    async def plan(self, keep_days: int | None) -> Sequence[date]:
        """Give the days that may go now, oldest first: old enough, and no incident needs them."""
        ...

    async def take_out(self, day: date) -> bool:
        """Take a day out of the tracks; False: it is out already."""
        ...


class TrackHoldRepository(Protocol):
    """Holds."""

    async def find(self, incident_id: UUID) -> TrackHold | None:
        """Find the hold in force on an incident."""
        ...

    async def list_in_force(self) -> Sequence[TrackHold]:
        """Give every hold in force, oldest first."""
        ...

    async def save(self, hold: TrackHold, /) -> None:
        """Store a new hold, or that one was let go."""
        ...
