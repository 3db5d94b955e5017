"""What of first-aid plans was read to callers: added, never changed."""

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.plan_ticks import plan_tick
from dispatch.domain.first_aid_plan import PlanTick

TICKS = Rows(PlanTick, plan_tick)


class PostgresPlanTicks:
    """See `dispatch.ports.first_aid_plans`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, tick: PlanTick) -> None:
        """Keep one."""
        await self._connection.execute(insert(plan_tick).values(TICKS.row(tick)))
