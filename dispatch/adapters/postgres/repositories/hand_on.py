"""Hand-overs, reminders and notes within one transaction; see their ports."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.hand_on import contact_note, handover, reminder
from dispatch.domain.contact_note import ContactNote
from dispatch.domain.handover import Handover, HandoverNotFound, HandoverState
from dispatch.domain.reminder import Reminder, ReminderNotFound

HANDOVERS = Rows(Handover, handover)
REMINDERS = Rows(Reminder, reminder)
CONTACT_NOTES = Rows(ContactNote, contact_note)


class PostgresHandovers(Repository[Handover]):
    """See `dispatch.ports.handovers`."""

    async def get(self, handover_id: UUID) -> Handover:
        """Give one; HandoverNotFound."""
        found = await self.find_where(handover.c.id == handover_id)
        if found is None:
            raise HandoverNotFound
        return found

    async def list_asked_of(self, seat: int) -> Sequence[Handover]:
        """Give those that a seat asked for and nobody answered, oldest first."""
        asked = handover.c.state == HandoverState.ASKED
        return await self.list_where(handover.c.seat == seat, asked, order=handover.c.asked_at)

    async def list_accepted_of(self, orders: Sequence[UUID]) -> Sequence[Handover]:
        """Give those by which one of these orders changed hands, oldest first."""
        if not orders:
            return []
        accepted = handover.c.state == HandoverState.ACCEPTED
        touched = handover.c.orders.overlap(list(orders))
        return await self.list_where(accepted, touched, order=handover.c.ended_at)


class PostgresReminders(Repository[Reminder]):
    """See `dispatch.ports.reminders`."""

    async def get(self, reminder_id: UUID) -> Reminder:
        """Give one; ReminderNotFound."""
        found = await self.find_where(reminder.c.id == reminder_id)
        if found is None:
            raise ReminderNotFound
        return found

    async def list_running(self, at: datetime) -> Sequence[Reminder]:
        """Give those that still watch, oldest first."""
        watches = reminder.c.removed_at.is_(None), reminder.c.until > at
        return await self.list_where(*watches, order=reminder.c.set_at)


class PostgresContactNotes(Repository[ContactNote]):
    """See `dispatch.ports.contact_notes`."""
