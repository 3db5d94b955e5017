"""Where the sources of callers' places are kept."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from dispatch.domain.caller_place import CallerPlace


class CallerPlaces(Protocol):
    """Each is written once; none is changed, none replaces another."""

    async def add(self, place: CallerPlace) -> None:
        """Keep one."""
        ...

    async def get(self, place_id: UUID) -> CallerPlace:
        """Give one; CallerPlaceNotFound."""
        ...

    async def list_of(
        self, calls: Sequence[UUID], incident_id: UUID | None
    ) -> Sequence[CallerPlace]:
        """Give those of any of these calls, and of the incident, as they came."""
        ...


class CallerPlaceQueries(Protocol):
    """Reads; DatabaseAway when the database cannot be asked."""

    async def list_of(
        self, calls: Sequence[UUID], incident_id: UUID | None
    ) -> Sequence[CallerPlace]:
        """Give those of any of these calls, and of the incident, as they came."""
        ...
