"""Sources of callers' places over a list; see `memory_transaction`."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.domain.caller_place import CallerPlace, CallerPlaceNotFound
from dispatch.domain.source_round import SourceRound
from tests.unit.kept import Kept


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


class MemorySourceRounds(Kept[UUID, SourceRound]):
    """See `dispatch.ports.source_rounds`."""

    def __init__(self) -> None:
        super().__init__((), lambda one: one.id)

    async def find(self, round_id: UUID) -> SourceRound | None:
        return self.find_key(round_id)

    async def find_last(self, call_id: UUID) -> SourceRound | None:
        own = [one for one in self if one.call_id == call_id]
        return max(own, key=lambda one: one.asked_at, default=None)
