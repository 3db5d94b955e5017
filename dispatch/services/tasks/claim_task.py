"""A person works on a task."""

from uuid import UUID

from dispatch.domain.events import Kind, task_event
from dispatch.domain.task import Task
from dispatch.ports.transaction import Transaction


async def claim_task(task_id: UUID, staff_number: str, tx: Transaction) -> Task:
    """Let one person work on it; TaskTaken tells the others who."""
    task = await tx.tasks.get(task_id)
    claimed = task.claimed(staff_number, tx.now)
    if claimed != task:
        await tx.tasks.save(claimed)
        tx.events.append(task_event(Kind.TASK_CLAIMED, claimed))
    return claimed
