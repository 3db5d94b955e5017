"""Whole three-field tables: one in force, one beside it."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from dispatch.domain.caller import Subscriber
from dispatch.domain.subscriber_table import TableReport


class SubscriberTable(Protocol):
    """Builds a table beside the one in force; the one in force is read all the while.

    The three steps between staging and swapping are transactions of their own: emptying locks, and
    must lock for a moment only.
    """

    async def stage(self, subscribers: Sequence[Subscriber], *, anew: bool) -> None:
        """Keep rows of a file, by COPY; anew forgets those of a file before."""
        ...

    async def clear_beside(self) -> None:
        """Empty the table that is not in force."""
        ...

    async def build_beside(self, import_id: UUID) -> None:
        """Fill it with what was staged; of two rows for one number the later counts."""
        ...

    async def compare(self) -> TableReport:
        """Tell what it would change; takes as long as it takes."""
        ...

    async def swap(self, import_id: UUID) -> None:
        """Put it in force in one step; ImportSuperseded when it is another import's."""
        ...
