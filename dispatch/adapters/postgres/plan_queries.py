"""Reads of first-aid plans and of what was read of them, outside of commands."""

from collections.abc import Sequence
from uuid import UUID

from pypinyin import Style, lazy_pinyin
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.reading import reading, values
from dispatch.adapters.postgres.repositories.plan_ticks import TICKS
from dispatch.adapters.postgres.repositories.upkeep import CHANGES, last_of_each
from dispatch.adapters.postgres.tables.plan_ticks import plan_tick
from dispatch.domain.first_aid_plan import PlanTick, PlanVersion
from dispatch.domain.upkeep import KeptKind
from dispatch.domain.upkeep_content import plan_of
from dispatch.ports.first_aid_plans import PlanFound


class PostgresPlanQueries:
    """See `dispatch.ports.first_aid_plans`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def list_plans(self) -> Sequence[PlanFound]:
        """Give all plans that were not retired, by name."""
        async with reading(self._engine) as connection:
            found = await values(connection, CHANGES, last_of_each(KeptKind.PLAN))
        plans = [
            _found(PlanVersion(plan_of(one.thing_id, one.after), one.version))
            for one in found
            if one.after is not None
        ]
        return sorted(plans, key=lambda one: one.known.plan.name)

    async def list_ticks(self, incident_id: UUID) -> Sequence[PlanTick]:
        """Give what was read to the callers of an incident, oldest first."""
        own = select(plan_tick).where(plan_tick.c.incident_id == incident_id)
        async with reading(self._engine) as connection:
            return await values(connection, TICKS, own.order_by(plan_tick.c.at, plan_tick.c.id))


def _found(known: PlanVersion) -> PlanFound:
    name = known.plan.name
    first = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
    return PlanFound(known, initials=first, spelled="".join(lazy_pinyin(name)).lower())
