"""Where the table of chief complaints is kept."""

from collections.abc import Sequence
from typing import Protocol

from dispatch.domain.complaint import Complaint


class ComplaintRepository(Protocol):
    """The table of chief complaints."""

    async def list_all(self) -> Sequence[Complaint]:
        """Give the table in its order; before anybody wrote one it is the first table."""
        ...

    async def replace(self, table: Sequence[Complaint]) -> None:
        """Store a whole table instead."""
        ...
