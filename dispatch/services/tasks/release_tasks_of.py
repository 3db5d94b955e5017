"""A person who left works on nothing any more."""

from dispatch.domain.events import Kind, task_event
from dispatch.ports.transaction import Transaction


async def release_tasks_of(staff_number: str, tx: Transaction) -> None:
    """Give back all tasks of a person, unless he is signed in and has a seat (again)."""
    if await tx.sessions.list_of(staff_number) and await tx.seats.find_of_staff(staff_number):
        return
    for task in await tx.tasks.list_claimed_by(staff_number):
        released = task.released()
        await tx.tasks.save(released)
        tx.events.append(task_event(Kind.TASK_RELEASED, released))
