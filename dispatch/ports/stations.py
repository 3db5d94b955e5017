"""Where stations are kept."""

from typing import Protocol
from uuid import UUID

from dispatch.domain.station import Station


class StationRepository(Protocol):
    """Stations; reading one locks nothing."""

    async def get(self, station_id: UUID) -> Station:
        """Give a station; StationNotFound."""
        ...

    async def find(self, station_id: UUID) -> Station | None:
        """Find a station."""
        ...

    async def find_coded(self, code: str) -> Station | None:
        """Find a station by its code."""
        ...

    async def save(self, station: Station) -> None:
        """Store what changed, or a new station; NameTaken when another has this code."""
        ...
