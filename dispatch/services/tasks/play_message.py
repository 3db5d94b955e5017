"""Who works on a call-back listens to what its caller left."""

from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, look_event
from dispatch.domain.people import Person
from dispatch.domain.task import TaskTaken
from dispatch.ports.recordings import RecordingNotFound
from dispatch.ports.transaction import Transaction


async def play_message(task_id: UUID, by: Person, tx: Transaction) -> str:
    """Name the message's recording, accounted for before the first byte is given.

    Raises:
        RecordingNotFound: The caller left none.
        TaskTaken: Another person works on the task, or nobody yet.
    """
    task = await tx.tasks.get(task_id)
    if task.recording is None:
        raise RecordingNotFound
    if task.claimed_by != by.staff_number:
        raise TaskTaken(staff_number=task.claimed_by)
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "play_message", task.recording, None))
    subject = task.recording
    tx.events.append(look_event(Kind.RECORDING_PLAYED, by, subject, None, task.call_id))
    return subject
