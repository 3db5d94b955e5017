"""Where the told health of parts is kept."""

from typing import Protocol

from dispatch.domain.part import Part


class PartRepository(Protocol):
    """The last told state of each part, as each server sees it."""

    async def find(self, name: str, observer: str) -> Part | None:
        """Find what was told last."""
        ...

    async def save(self, part: Part) -> None:
        """Store what is told now."""
        ...
