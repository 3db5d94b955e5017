"""Clocks that jumped."""

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.tables.clocks import clock
from dispatch.domain.clock_step import ClockStep


class PostgresClocks:
    """See `dispatch.ports.clocks`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def count_steps(self, name: str) -> int:
        """Tell how often a clock jumped."""
        query = select(clock.c.steps).where(clock.c.name == name)
        return (await self._connection.execute(query)).scalar_one_or_none() or 0

    async def take_step(self, step: ClockStep, counted: int) -> bool:
        """Count a jump, unless one was counted since; who comes second waits for the first."""
        told = {"stepped_at": func.now(), "by_s": step.by_s, "observer": step.observer}
        statement = (
            insert(clock)
            .values(name=step.clock, steps=1, **told)
            .on_conflict_do_update(
                index_elements=["name"],
                set_={"steps": clock.c.steps + 1, **told},
                where=clock.c.steps == counted,
            )
            .returning(clock.c.steps)
        )
        return (await self._connection.execute(statement)).one_or_none() is not None
