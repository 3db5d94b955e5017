"""Where group calls are kept."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from dispatch.domain.group_call import GroupCall


class GroupCallRepository(Protocol):
    """Group calls, each locked until the transaction ends once it was read."""

    async def find(self, group_id: UUID) -> GroupCall | None:
        """Find one."""
        ...

    async def list_open(self) -> Sequence[GroupCall]:
        """Give every one that is not over, oldest first."""
        ...

    async def save(self, group: GroupCall, /) -> None:
        """Store what changed, or a new one."""
        ...
