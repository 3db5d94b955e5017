"""A person gives a task back."""

from uuid import UUID

from dispatch.domain.events import Kind, task_event
from dispatch.domain.task import Task, TaskTaken
from dispatch.ports.transaction import Transaction


async def release_task(task_id: UUID, staff_number: str, tx: Transaction) -> Task:
    """Give one's own task back."""
    task = await tx.tasks.get(task_id)
    if task.claimed_by not in {None, staff_number}:
        raise TaskTaken(staff_number=task.claimed_by)
    released = task.released()
    await tx.tasks.save(released)
    tx.events.append(task_event(Kind.TASK_RELEASED, released))
    return released
