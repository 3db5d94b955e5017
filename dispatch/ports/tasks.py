"""Where tasks are kept."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from dispatch.domain.task import Task


class TaskRepository(Protocol):
    """Tasks, each locked until the transaction ends once it was read."""

    async def get(self, task_id: UUID) -> Task:
        """Give a task; TaskNotFound."""
        ...

    async def list_unfinished_of_number(self, number: str) -> Sequence[Task]:
        """Give the tasks of a number that are not done, oldest first."""
        ...

    async def find_unfinished_of_call(self, call_id: UUID) -> Task | None:
        """Find the task of a call that is not done."""
        ...

    async def list_claimed_by(self, staff_number: str) -> Sequence[Task]:
        """Give the tasks that a person works on."""
        ...

    async def save(self, task: Task) -> None:
        """Store what changed, or a new task."""
        ...
