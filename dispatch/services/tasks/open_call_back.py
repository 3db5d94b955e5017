"""A caller nobody spoke to, or who was cut off, must be called back."""

from uuid import UUID

from dispatch.domain.call import CallState
from dispatch.domain.events import Kind, task_event
from dispatch.domain.task import Task, TaskKind, TaskReason, TaskState
from dispatch.ports.transaction import Transaction


async def open_call_back(call_id: UUID, tx: Transaction) -> None:
    """Open the task of an ended call that needs one, withheld number or not.

    A call that ended in talk needs none, unless the exchange died under it; a call from a seat that
    nobody answered needs none either, one that was cut off in talk does.
    """
    call = await tx.calls.get(call_id)
    if call.outgoing and not call.cut_off:
        return
    abandoned = call.state is CallState.ABANDONED
    if not abandoned and not call.cut_off:
        return
    task = Task(
        id=tx.new_id(),
        kind=TaskKind.CALL_BACK,
        reason=TaskReason.ABANDONED if abandoned else TaskReason.CUT_OFF,
        call_id=call.id,
        number=call.number,
        state=TaskState.OPEN,
        opened_at=tx.now,
    )
    await tx.tasks.save(task)
    tx.events.append(task_event(Kind.TASK_OPENED, task))
