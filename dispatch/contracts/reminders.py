"""Reminders of leaders, on the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from dispatch.contracts.base import Command, Instant, PersonalText, ShortText, View

ReminderKind = Literal["number", "district", "complaint"]


class ReminderView(View):
    """What a leader watches for, until when, and which calls came."""

    id: UUID
    set_by: str
    kind: ReminderKind
    value: PersonalText
    set_at: datetime
    until: datetime
    calls: tuple[UUID, ...]
    removed_at: datetime | None


class SetReminder(Command):
    """Watch for a number, a piece of an address, or a complaint by its code."""

    kind: ReminderKind
    value: ShortText
    until: Instant


class ReminderList(View):
    """One's own reminders that run, oldest first."""

    reminders: tuple[ReminderView, ...]
