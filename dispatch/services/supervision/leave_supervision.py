"""A leader leaves a talk."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.people import Person
from dispatch.domain.supervision import Supervision
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class LeaveSupervision:
    """Who leaves."""

    supervision_id: UUID
    by: Person


async def leave_supervision(command: LeaveSupervision, tx: Transaction) -> Supervision:
    """Let a leader go who may; the row ends when the exchange tells it."""
    supervision = await tx.supervisions.get(command.supervision_id)
    supervision.must_be_of(command.by.staff_number)
    supervision.must_let_go()
    return supervision
