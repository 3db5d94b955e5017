"""Calls and tasks."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.calls import call, task
from dispatch.domain.call import Call, CallNotFound, CallState
from dispatch.domain.task import Task, TaskNotFound, TaskState

CALLS = Rows(Call, call)
TASKS = Rows(Task, task)


class PostgresCalls(Repository[Call]):
    """Calls; see `dispatch.ports.calls`."""

    async def get(self, call_id: UUID) -> Call:
        """Give a call; CallNotFound."""
        found = await self.find_where(call.c.id == call_id)
        if found is None:
            raise CallNotFound
        return found

    async def find_on_exchange(self, exchange: str, unique_id: str) -> Call | None:
        """Find the call that a caller's channel carries."""
        return await self.find_where(call.c.exchange == exchange, call.c.unique_id == unique_id)

    async def list_open_on_exchange(self, exchange: str) -> Sequence[Call]:
        """Give every call of an exchange that is not over, oldest first."""
        return await self.list_where(
            call.c.exchange == exchange, call.c.ended_at.is_(None), order=call.c.offered_at
        )

    async def find_held_at(self, seat: int, *, but: UUID) -> Call | None:
        """Find the caller whom a seat holds, longest first; not this one."""
        held = call.c.seat == seat, call.c.state == CallState.HELD, call.c.id != but
        return next(iter(await self.list_where(*held, order=call.c.held_at)), None)

    async def add(self, value: Call) -> None:
        """Store a new call; a second one on the same channel is an integrity error."""
        await self._connection.execute(insert(call).values(self._rows.row(value)))


class PostgresTasks(Repository[Task]):
    """Tasks; see `dispatch.ports.tasks`."""

    async def get(self, task_id: UUID) -> Task:
        """Give a task; TaskNotFound."""
        found = await self.find_where(task.c.id == task_id)
        if found is None:
            raise TaskNotFound
        return found

    async def list_unfinished_of_number(self, number: str) -> Sequence[Task]:
        """Give the tasks of a number that are not done, oldest first."""
        return await self.list_where(
            task.c.number == number, task.c.state != TaskState.DONE, order=task.c.opened_at
        )

    async def find_unfinished_of_call(self, call_id: UUID) -> Task | None:
        """Find the task of a call that is not done."""
        return await self.find_where(task.c.call_id == call_id, task.c.state != TaskState.DONE)

    async def list_claimed_by(self, staff_number: str) -> Sequence[Task]:
        """Give the tasks that a person works on."""
        return await self.list_where(
            task.c.claimed_by == staff_number,
            task.c.state == TaskState.CLAIMED,
            order=task.c.opened_at,
        )
