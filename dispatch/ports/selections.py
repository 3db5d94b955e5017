"""What sessions look at."""

from typing import Protocol

from dispatch.domain.selection import Selection


class SelectionRepository(Protocol):
    """Selections within one transaction; the last one stored wins."""

    async def save(self, selection: Selection, /) -> None:
        """Store what a session looks at now."""
        ...
