"""The caller directory."""

from typing import Protocol

from dispatch.domain.caller import CallerCard


class Directory(Protocol):
    """What is known of callers."""

    async def describe_caller(self, number: str | None) -> CallerCard:
        """Give the caller card; an unknown or withheld number gives an empty one."""
        ...
