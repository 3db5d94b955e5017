"""Where location links are kept."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from dispatch.domain.location_link import LocationLink, ShownLink
from dispatch.domain.told_point import Area


class LocationLinks(Protocol):
    """Links within one transaction. Lock order: a link before its short message."""

    async def find_of_token(self, token_hash: bytes) -> LocationLink | None:
        """Find and lock the link of a token."""
        ...

    async def find_of_sms(self, sms_id: UUID) -> LocationLink | None:
        """Find and lock the link that a short message carries."""
        ...

    async def list_of_calls(self, calls: Sequence[UUID]) -> Sequence[LocationLink]:
        """Give and lock those of any of these calls, oldest first."""
        ...

    async def save(self, link: LocationLink, /) -> None:
        """Store a new or changed one."""
        ...


class LinkQueries(Protocol):
    """Reads outside of commands; DatabaseAway when the database cannot be asked."""

    async def list_of_call(self, call_id: UUID) -> Sequence[ShownLink]:
        """Give the links of a call, oldest first."""
        ...

    async def find_of_token(self, token_hash: bytes) -> LocationLink | None:
        """Find the link of a token."""
        ...


class ServiceArea(Protocol):
    """Where the centre's map lies."""

    async def read(self) -> Area | None:
        """Give the area of the map in force; None where there is none, or it cannot be asked."""
        ...
