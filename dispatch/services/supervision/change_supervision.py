"""A leader takes part in another way."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, supervision_event
from dispatch.domain.people import Person
from dispatch.domain.supervision import Mode, Supervision
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ChangeSupervisionTo:
    """Who wants to take part how."""

    supervision_id: UUID
    mode: Mode
    by: Person


async def change_supervision(command: ChangeSupervisionTo, tx: Transaction) -> Supervision:
    """Account for the order before the exchange is given it; the mode is what the exchange tells.

    Only a take over is noted at once: from the order on, leaving would end the caller's talk.
    """
    supervision = await tx.supervisions.get(command.supervision_id)
    supervision.must_be_of(command.by.staff_number)
    ordered = supervision.ordered(command.mode)
    await tx.supervisions.save(ordered)
    subject = str(supervision.call_id)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, f"supervise:{command.mode}", subject, None)
    )
    if ordered != supervision:
        tx.events.append(supervision_event(Kind.SUPERVISION_CHANGED, ordered, before=supervision))
    return ordered
