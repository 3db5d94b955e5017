"""Where it is kept what of first-aid plans was read to callers, and how plans are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from dispatch.domain.first_aid_plan import PlanTick, PlanVersion


class PlanTicks(Protocol):
    """Each is written once; none is changed."""

    async def add(self, tick: PlanTick) -> None:
        """Keep one."""
        ...


@dataclass(frozen=True, slots=True)
class PlanFound:
    """A plan in the version that is in force, and its name as it is typed in pinyin."""

    known: PlanVersion
    initials: str
    spelled: str


class PlanQueries(Protocol):
    """Reads outside of commands. All raise DatabaseAway."""

    async def list_plans(self) -> Sequence[PlanFound]:
        """Give all plans that were not retired, by name."""
        ...

    async def list_ticks(self, incident_id: UUID) -> Sequence[PlanTick]:
        """Give what was read to the callers of an incident, oldest first."""
        ...
