"""The caller directory."""

from collections.abc import Sequence
from typing import Protocol

from dispatch.domain.caller import CallerCard, Subscriber


class Directory(Protocol):
    """What is known of callers."""

    async def describe_caller(self, number: str | None) -> CallerCard:
        """Give the caller card; an unknown or withheld number gives an empty one."""
        ...

    async def find_subscriber(self, number: str) -> Subscriber | None:
        """Find the three-field row of a number in its stored form."""
        ...

    async def upsert(self, subscribers: Sequence[Subscriber]) -> None:
        """Store rows, new or replaced; of two for one number the later counts."""
        ...
