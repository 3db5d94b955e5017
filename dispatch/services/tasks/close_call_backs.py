"""A caller who was to be called back was spoken to."""

from dispatch.domain.events import Kind, task_event
from dispatch.domain.task import Disposition
from dispatch.ports.transaction import Transaction


async def close_call_backs(number: str, reached_by: str | None, tx: Transaction) -> None:
    """Close every unfinished call-back of a number.

    Args:
        number: In its stored form.
        reached_by: Who called him back; None when he called again himself.
        tx: The unit of work.
    """
    how = Disposition.CALLED_AGAIN if reached_by is None else Disposition.REACHED
    for task in await tx.tasks.list_unfinished_of_number(number):
        done = task.done(how, reached_by, tx.now)
        await tx.tasks.save(done)
        tx.events.append(task_event(Kind.TASK_DONE, done))
