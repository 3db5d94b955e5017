"""Where it is kept which leader is on which talk."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from dispatch.domain.supervision import Supervision


class SupervisionRepository(Protocol):
    """Supervisions, each locked until the transaction ends once it was read."""

    async def get(self, supervision_id: UUID) -> Supervision:
        """Give one; SupervisionNotFound."""
        ...

    async def find(self, supervision_id: UUID) -> Supervision | None:
        """Find one."""
        ...

    async def list_open(self) -> Sequence[Supervision]:
        """Give every one that is not over, oldest first."""
        ...

    async def save(self, supervision: Supervision, /) -> None:
        """Store what changed, or a new one."""
        ...
