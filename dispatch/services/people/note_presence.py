"""A person's page is there."""

from datetime import timedelta

from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.ports.transaction import Transaction

SILENT_AFTER_S = 60


async def note_presence(staff_number: str, tx: Transaction) -> None:
    """Move the instant at which his tasks go back to the others because no page is heard."""
    due_at = tx.now + timedelta(seconds=SILENT_AFTER_S)
    await tx.deadlines.set(Deadline(DeadlineKind.PERSON_SILENT, staff_number, due_at))
