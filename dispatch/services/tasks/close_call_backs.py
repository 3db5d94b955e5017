"""A caller who was to be called back has called again and was answered."""

from dispatch.domain.events import Kind, task_event
from dispatch.domain.task import Disposition
from dispatch.ports.transaction import Transaction


async def close_call_backs(number: str, tx: Transaction) -> None:
    """Close every unfinished call-back of a number."""
    for task in await tx.tasks.list_unfinished_of_number(number):
        done = task.done(Disposition.CALLED_AGAIN, None, tx.now)
        await tx.tasks.save(done)
        tx.events.append(task_event(Kind.TASK_DONE, done))
