"""The audit trail on the wire."""

from datetime import datetime

from dispatch.contracts.base import View


class AuditEntryView(View):
    """Who did or saw what; ids and masked numbers, never a caller's data."""

    id: int
    at: datetime
    actor: str
    verb: str
    subject: str
    reason: str | None


class AuditPage(View):
    """The trail, newest first; next_before asks for the page after this one."""

    entries: tuple[AuditEntryView, ...]
    next_before: int | None
