"""A seat takes over what another holds, so that its call-taker may leave."""

from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, task_event
from dispatch.domain.hand_on_events import handover_event
from dispatch.domain.handover import Handover
from dispatch.domain.task import TaskState
from dispatch.domain.transfer import SeatCannotTake
from dispatch.ports.transaction import Transaction


async def accept_handover(handover_id: UUID, staff_number: str, tx: Transaction) -> Handover:
    """Make the call-backs his own and the orders his to watch; a talk is then led to his seat.

    Raises:
        SeatCannotTake: With a talk to take, while his own phone is not free for it.
    """
    handover = (await tx.handovers.get(handover_id)).accepted(staff_number, tx.now)
    if handover.calls:
        seat = await tx.seats.get(handover.to_seat)
        if seat.engaged or seat.rings or not seat.phone_reachable:
            raise SeatCannotTake(seat=seat.number)
    await tx.handovers.save(handover)
    for task_id in handover.tasks:
        await _pass_on(task_id, handover, tx)
    reason = f"from {handover.staff_number}"
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "accept_handover", str(handover.id), reason)
    )
    tx.events.append(handover_event(Kind.HANDOVER_ACCEPTED, handover))
    return handover


async def _pass_on(task_id: UUID, handover: Handover, tx: Transaction) -> None:
    task = await tx.tasks.get(task_id)
    if task.state is TaskState.CLAIMED and task.claimed_by == handover.staff_number:
        passed = task.passed_on(handover.to_staff_number, tx.now)
        await tx.tasks.save(passed)
        tx.events.append(task_event(Kind.TASK_PASSED_ON, passed))
