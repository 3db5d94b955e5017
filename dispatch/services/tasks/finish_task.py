"""A task is done."""

from uuid import UUID

from dispatch.domain.events import Kind, task_event
from dispatch.domain.task import Disposition, Task, TaskTaken
from dispatch.ports.transaction import Transaction


async def finish_task(
    task_id: UUID, staff_number: str, disposition: Disposition, tx: Transaction
) -> Task:
    """Say how it ended; somebody else's claimed task is refused."""
    task = await tx.tasks.get(task_id)
    if task.claimed_by not in {None, staff_number}:
        raise TaskTaken(staff_number=task.claimed_by)
    done = task.done(disposition, staff_number, tx.now)
    await tx.tasks.save(done)
    tx.events.append(task_event(Kind.TASK_DONE, done))
    return done
