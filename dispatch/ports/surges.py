"""Where surges are kept."""

from datetime import datetime
from typing import Protocol

from dispatch.domain.surge import Surge


class SurgeRepository(Protocol):
    """Surges, locked until the transaction ends once read."""

    async def find_running(self, at: datetime) -> Surge | None:
        """Find the one that is on."""
        ...

    async def save(self, surge: Surge, /) -> None:
        """Store what changed, or a new one."""
        ...
