"""Where deadlines are kept."""

from datetime import timedelta
from typing import Protocol

from dispatch.domain.deadline import Deadline, DeadlineKind


class DeadlineRepository(Protocol):
    """Due rows."""

    async def set(self, deadline: Deadline) -> None:
        """Set or move a deadline."""
        ...

    async def clear(self, kind: DeadlineKind, subject: str) -> None:
        """Take a deadline away, if it is there."""
        ...

    async def take_due(self) -> Deadline | None:
        """Take away the oldest due row that no other server works on."""
        ...

    async def move(self, by: timedelta) -> None:
        """Move every deadline, none further from now than its own span was when it was set."""
        ...
