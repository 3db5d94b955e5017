"""What a person worked on waits for the others again."""

from dispatch.domain.events import Kind, task_event
from dispatch.ports.transaction import Transaction


async def give_tasks_back(staff_number: str, tx: Transaction) -> None:
    """Give back all tasks of a person."""
    for task in await tx.tasks.list_claimed_by(staff_number):
        released = task.released()
        await tx.tasks.save(released)
        tx.events.append(task_event(Kind.TASK_RELEASED, released))
