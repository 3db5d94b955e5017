"""A caller nobody spoke to, who was cut off or who left a message must be called back."""

from uuid import UUID

from dispatch.domain.call import Call, CallState
from dispatch.domain.events import Kind, task_event
from dispatch.domain.task import Task, TaskKind, TaskReason, TaskState
from dispatch.ports.transaction import Transaction


async def open_call_back(call_id: UUID, tx: Transaction) -> None:
    """Open the task of a call that needs one and has none, withheld number or not.

    A call that ended in talk needs none, unless it was cut off; a call from a seat that nobody
    answered needs none either; nor does that of a locked number, whose calls are counted on its
    lock. A message needs one at once, though its caller may still wait: an answer closes it.
    """
    call = await tx.calls.get(call_id)
    reason = None if call.screened else _reason(call)
    if reason is None or await tx.tasks.find_unfinished_of_call(call.id) is not None:
        return
    task = Task(
        id=tx.new_id(),
        kind=TaskKind.CALL_BACK,
        reason=reason,
        call_id=call.id,
        number=call.number,
        state=TaskState.OPEN,
        opened_at=tx.now,
        recording=call.message,
    )
    await tx.tasks.save(task)
    tx.events.append(task_event(Kind.TASK_OPENED, task))


def _reason(call: Call) -> TaskReason | None:
    if call.outgoing and not call.cut_off:
        return None
    if call.cut_off and call.state is not CallState.ABANDONED:
        return TaskReason.CUT_OFF
    if call.message is not None and (call.waiting or call.state is CallState.ABANDONED):
        return TaskReason.MESSAGE
    return TaskReason.ABANDONED if call.state is CallState.ABANDONED else None
