"""A leader goes on with what somebody else works on."""

from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, task_event
from dispatch.domain.task import Task, TaskState
from dispatch.ports.transaction import Transaction


async def take_task_over(task_id: UUID, staff_number: str, tx: Transaction) -> Task:
    """Make it the leader's, accounted for; it is nobody's at no time. One's own stays as it is."""
    task = await tx.tasks.get(task_id)
    if task.claimed_by == staff_number and task.state is TaskState.CLAIMED:
        return task
    taken = task.passed_on(staff_number, tx.now)
    await tx.tasks.save(taken)
    before = f"from {task.claimed_by}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "take_task_over", str(task.id), before))
    tx.events.append(task_event(Kind.TASK_PASSED_ON, taken))
    return taken
