"""A leader watches for a number, a district or a kind of call."""

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind
from dispatch.domain.hand_on_events import reminder_event
from dispatch.domain.people import Person
from dispatch.domain.reminder import Reminder, ReminderKind, set_reminder_of
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SetReminder:
    """What is watched, until when; a number is in its stored form."""

    kind: ReminderKind
    value: str
    until: datetime
    by: Person


async def set_reminder(command: SetReminder, tx: Transaction) -> Reminder:
    """Store it, accounted for: the entry names the kind, never the number."""
    reminder = set_reminder_of(
        tx.new_id(),
        command.by.staff_number,
        command.kind,
        command.value,
        at=tx.now,
        until=command.until,
    )
    await tx.reminders.save(reminder)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, f"set_reminder:{reminder.kind}", str(reminder.id), None)
    )
    tx.events.append(reminder_event(Kind.REMINDER_SET, reminder))
    return reminder
