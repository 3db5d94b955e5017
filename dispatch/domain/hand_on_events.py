"""Events of what people hand on to each other: open work, reminders, notes on a number."""

from uuid import UUID

from dispatch.domain.audience import DESKS, LEADERS
from dispatch.domain.contact_note import ContactNote
from dispatch.domain.events import DomainEvent, Kind
from dispatch.domain.facts import HandoverFact, NoteFact, ReminderFact
from dispatch.domain.handover import Handover
from dispatch.domain.reminder import Reminder


def handover_event(kind: Kind, handover: Handover) -> DomainEvent:
    """Tell the desks, who leave and take over; and leaders."""
    subjects = (handover.id, *handover.calls, *handover.orders, *handover.tasks)
    return DomainEvent(kind, (DESKS, LEADERS), subjects, HandoverFact(handover))


def reminder_event(kind: Kind, reminder: Reminder, *calls: UUID) -> DomainEvent:
    """Tell leaders: a reminder may hold a number, and call-takers are not told who is watched."""
    fact = ReminderFact(reminder, calls[0] if calls else None)
    return DomainEvent(kind, (LEADERS,), (reminder.id, *calls), fact)


def note_event(note: ContactNote) -> DomainEvent:
    """Tell the desks: a note holds a caller's number."""
    return DomainEvent(Kind.CONTACT_NOTE_WRITTEN, (DESKS,), (note.id, note.call_id), NoteFact(note))
