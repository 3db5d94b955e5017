"""Sources of callers' places over a list; see `memory_transaction`."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.domain.caller_place import CallerPlace, CallerPlaceNotFound


class MemoryCallerPlaces(list[CallerPlace]):
    """See `dispatch.ports.caller_places`."""

    async def add(self, place: CallerPlace) -> None:
        assert place.id not in {one.id for one in self}
        self.append(place)

    async def get(self, place_id: UUID) -> CallerPlace:
        found = [one for one in self if one.id == place_id]
        if not found:
            raise CallerPlaceNotFound
        return found[0]

    async def list_of(
        self, calls: Sequence[UUID], incident_id: UUID | None
    ) -> Sequence[CallerPlace]:
        return [
            one
            for one in self
            if one.call_id in calls or (incident_id is not None and one.incident_id == incident_id)
        ]
