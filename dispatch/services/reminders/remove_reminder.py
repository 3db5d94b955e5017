"""A leader watches no longer."""

from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind
from dispatch.domain.hand_on_events import reminder_event
from dispatch.domain.reminder import Reminder
from dispatch.ports.transaction import Transaction


async def remove_reminder(reminder_id: UUID, staff_number: str, tx: Transaction) -> Reminder:
    """Take one's own away."""
    removed = (await tx.reminders.get(reminder_id)).removed(staff_number, tx.now)
    await tx.reminders.save(removed)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "remove_reminder", str(removed.id), None)
    )
    tx.events.append(reminder_event(Kind.REMINDER_REMOVED, removed))
    return removed
