"""What waits for a vehicle is watched."""

from datetime import datetime
from uuid import UUID

from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.ports.transaction import Transaction


async def watch_waiting(incident_id: UUID, due_at: datetime | None, tx: Transaction) -> None:
    """Set when the shift leader is to be told; None takes the deadline away."""
    subject = str(incident_id)
    if due_at is None:
        await tx.deadlines.clear(DeadlineKind.INCIDENT_WAITING, subject)
    else:
        await tx.deadlines.set(Deadline(DeadlineKind.INCIDENT_WAITING, subject, due_at))
