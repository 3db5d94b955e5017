"""Hand-overs, reminders and notes over dictionaries; see `memory_transaction`."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from dispatch.domain.contact_note import ContactNote
from dispatch.domain.handover import Handover, HandoverNotFound, HandoverState
from dispatch.domain.reminder import Reminder, ReminderNotFound


class MemoryHandovers:
    """See `dispatch.ports.handovers`."""

    def __init__(self) -> None:
        self.rows: dict[UUID, Handover] = {}

    async def get(self, handover_id: UUID) -> Handover:
        if handover_id not in self.rows:
            raise HandoverNotFound
        return self.rows[handover_id]

    async def list_asked_of(self, seat: int) -> Sequence[Handover]:
        own = (one for one in self.rows.values() if one.seat == seat)
        return [one for one in own if one.state is HandoverState.ASKED]

    async def list_accepted_of(self, orders: Sequence[UUID]) -> Sequence[Handover]:
        accepted = (one for one in self.rows.values() if one.state is HandoverState.ACCEPTED)
        return [one for one in accepted if set(one.orders) & set(orders)]

    async def save(self, handover: Handover, /) -> None:
        self.rows[handover.id] = handover


class MemoryReminders:
    """See `dispatch.ports.reminders`."""

    def __init__(self) -> None:
        self.rows: dict[UUID, Reminder] = {}

    async def get(self, reminder_id: UUID) -> Reminder:
        if reminder_id not in self.rows:
            raise ReminderNotFound
        return self.rows[reminder_id]

    async def list_running(self, at: datetime) -> Sequence[Reminder]:
        return [one for one in self.rows.values() if one.runs(at)]

    async def save(self, reminder: Reminder, /) -> None:
        self.rows[reminder.id] = reminder


class MemoryContactNotes(list[ContactNote]):
    """See `dispatch.ports.contact_notes`."""

    async def save(self, note: ContactNote, /) -> None:
        self.append(note)
