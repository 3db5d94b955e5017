"""The history of kept things over lists."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from dispatch.domain.first_aid_plan import PlanTick
from dispatch.domain.related_unit import RelatedUnit
from dispatch.domain.upkeep import KeptKind, UpkeepChange
from tests.unit.kept import Kept


class MemoryRelatedUnits(Kept[UUID, RelatedUnit]):
    """See `dispatch.ports.related_units`."""

    def __init__(self, retired: set[UUID]) -> None:
        super().__init__((), lambda one: one.id)
        self._retired = retired

    async def find(self, unit_id: UUID) -> RelatedUnit | None:
        return None if unit_id in self._retired else self.find_key(unit_id)


class MemoryPlanTicks(list[PlanTick]):
    """See `dispatch.ports.first_aid_plans`."""

    async def add(self, tick: PlanTick) -> None:
        self.append(tick)


class MemoryUpkeep:
    """See `dispatch.ports.upkeep`; uses are set by the test."""

    def __init__(self) -> None:
        self.changes: list[UpkeepChange] = []
        self.retired: set[UUID] = set()
        self.uses: dict[UUID, dict[str, int]] = {}

    async def next_revision(self) -> int:
        return len(self.changes) + 1

    async def add(self, change: UpkeepChange) -> None:
        self.changes.append(change)

    async def find_last(self, kind: KeptKind, thing_id: UUID) -> UpkeepChange | None:
        own = [one for one in self.changes if (one.kind, one.thing_id) == (kind, thing_id)]
        return own[-1] if own else None

    async def find_version(
        self, kind: KeptKind, thing_id: UUID, version: int
    ) -> UpkeepChange | None:
        wanted = (kind, thing_id, version)
        own = (one for one in self.changes if (one.kind, one.thing_id, one.version) == wanted)
        return next(own, None)

    async def list_last(self, kind: KeptKind) -> Sequence[UpkeepChange]:
        return list({one.thing_id: one for one in self.changes if one.kind is kind}.values())

    async def find(self, revision: int) -> UpkeepChange | None:
        return next((one for one in self.changes if one.revision == revision), None)

    async def list_batch(self, batch: UUID) -> Sequence[UpkeepChange]:
        return [one for one in self.changes if one.batch == batch]

    async def count_uses(self, kind: KeptKind, thing_id: UUID) -> Mapping[str, int]:
        return self.uses.get(thing_id, {})

    async def retire(self, kind: KeptKind, thing_id: UUID, at: datetime) -> None:
        self.retired.add(thing_id)

    async def revive(self, kind: KeptKind, thing_id: UUID, name: str) -> None:
        self.retired.discard(thing_id)
