"""Where reminders are kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.reminder import Reminder


class ReminderRepository(Protocol):
    """Reminders, each locked until the transaction ends once it was read."""

    async def get(self, reminder_id: UUID) -> Reminder:
        """Give one; ReminderNotFound."""
        ...

    async def list_running(self, at: datetime) -> Sequence[Reminder]:
        """Give those that still watch, oldest first."""
        ...

    async def save(self, reminder: Reminder, /) -> None:
        """Store what changed, or a new one."""
        ...
