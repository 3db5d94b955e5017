"""Where questions to the sources of callers' places are kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.caller_place import SourceKind
from dispatch.domain.place_asking import PlaceAsking


class PlaceAskings(Protocol):
    """One row an occasion and source."""

    async def find(self, occasion: UUID, kind: SourceKind) -> PlaceAsking | None:
        """Find and lock one."""
        ...

    async def list_to_ask(self, at: datetime, most: int) -> Sequence[PlaceAsking]:
        """Give and lock the oldest that nobody asks, or whose server's time has passed.

        Those that another server is just taking are skipped.
        """
        ...

    async def list_open(self, occasion: UUID) -> Sequence[PlaceAsking]:
        """Give and lock those of an occasion that are not ended."""
        ...

    async def list_claimed_by(self, server: str) -> Sequence[PlaceAsking]:
        """Give and lock those that a server has in hand."""
        ...

    async def save(self, asking: PlaceAsking, /) -> None:
        """Store a new or changed one."""
        ...
