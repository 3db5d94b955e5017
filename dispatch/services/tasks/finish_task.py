"""A task is done."""

from uuid import UUID

from dispatch.domain.events import Kind, task_event
from dispatch.domain.task import Disposition, ReasonNotListed, Task, TaskTaken
from dispatch.ports.transaction import Transaction


async def finish_task(
    task_id: UUID, staff_number: str, disposition: Disposition, tx: Transaction
) -> Task:
    """Say how it ended; somebody else's claimed task is refused.

    Raises:
        ReasonNotListed: The centre's settings do not name it.
        TriesMissing: Nobody answers, but it was not rung three times.
    """
    task = await tx.tasks.get(task_id)
    if task.claimed_by not in {None, staff_number}:
        raise TaskTaken(staff_number=task.claimed_by)
    if disposition not in (await tx.site.current()).call_back_reasons:
        raise ReasonNotListed(reason=disposition)
    task.must_be_given_up(disposition)
    done = task.done(disposition, staff_number, tx.now)
    await tx.tasks.save(done)
    tx.events.append(task_event(Kind.TASK_DONE, done))
    return done
