"""The history of kept things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.upkeep import KeptKind, KeptThing, UpkeepChange
from dispatch.ports.first_aid_plans import PlanQueries
from dispatch.ports.ground import Ground
from dispatch.ports.related_units import RelatedUnitQueries
from dispatch.ports.upkeep_files import UpkeepTables


class UpkeepRepository(Protocol):
    """The history within a transaction."""

    async def next_revision(self) -> int:
        """Give the next number of a change; who asks meanwhile waits until this one is stored."""
        ...

    async def add(self, change: UpkeepChange) -> None:
        """Store a change."""
        ...

    async def find_last(self, kind: KeptKind, thing_id: UUID) -> UpkeepChange | None:
        """Find the newest change of a thing."""
        ...

    async def find(self, revision: int) -> UpkeepChange | None:
        """Find a change."""
        ...

    async def find_version(
        self, kind: KeptKind, thing_id: UUID, version: int
    ) -> UpkeepChange | None:
        """Find the change that made a version of a thing."""
        ...

    async def list_last(self, kind: KeptKind) -> Sequence[UpkeepChange]:
        """Give the newest change of every thing of a kind."""
        ...

    async def list_batch(self, batch: UUID) -> Sequence[UpkeepChange]:
        """Give the changes of an import, oldest first."""
        ...

    async def count_uses(self, kind: KeptKind, thing_id: UUID) -> Mapping[str, int]:
        """Count what still needs a thing: vehicles, devices, orders; nothing is left out."""
        ...

    async def retire(self, kind: KeptKind, thing_id: UUID, at: datetime) -> None:
        """Let nobody find a station, vehicle, hospital or unit any more; it stays stored."""
        ...

    async def revive(self, kind: KeptKind, thing_id: UUID, name: str) -> None:
        """Let it be found again; NameTaken when another has its name now."""
        ...


class UpkeepQueries(Protocol):
    """Reads outside of commands. All raise DatabaseAway."""

    async def list_kept(self, kind: KeptKind) -> Sequence[KeptThing]:
        """Give all things of a kind by name, retired ones last."""
        ...

    async def list_changes(self, kind: KeptKind, thing_id: UUID) -> Sequence[UpkeepChange]:
        """Give the whole history of a thing, the newest first."""
        ...

    async def list_newest(self, limit: int) -> Sequence[UpkeepChange]:
        """Give the newest changes of all things."""
        ...


@dataclass(frozen=True, slots=True)
class UpkeepDesk:
    """What the pages of upkeep work with."""

    queries: UpkeepQueries
    units: RelatedUnitQueries
    plans: PlanQueries
    ground: Ground
    tables: UpkeepTables
