"""What is read outside of commands: one consistent picture each time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.people import Person, Session
from dispatch.domain.seat import Seat
from dispatch.domain.site import SiteSettings
from dispatch.domain.task import Task


@dataclass(frozen=True, slots=True)
class BoardState:
    """All that is open, at one position of one stream."""

    epoch: str
    last: int
    read_at: datetime
    calls: Sequence[Call]
    seats: Sequence[Seat]
    tasks: Sequence[Task]
    site: SiteSettings


@dataclass(frozen=True, slots=True)
class CallFilter:
    """Which calls of the past; number is a suffix of the stored form."""

    number: str | None
    before: datetime | None
    limit: int


class Queries(Protocol):
    """Reads. All raise DatabaseAway when the database cannot be asked."""

    async def find_session(self, token_hash: bytes) -> Session | None:
        """Find a session that has not ended."""
        ...

    async def read_board(self, audiences: frozenset[str]) -> BoardState:
        """Read all that is open and belongs to these audiences, with its place in the log."""
        ...

    async def find_call(self, call_id: UUID) -> Call | None:
        """Find a call."""
        ...

    async def list_open_calls(self, exchange: str) -> Sequence[Call]:
        """Give the calls of an exchange that are not over, oldest first."""
        ...

    async def list_calls(self, wanted: CallFilter) -> Sequence[Call]:
        """Give calls, newest first."""
        ...

    async def list_seats(self) -> Sequence[Seat]:
        """Give all seats, by number."""
        ...

    async def list_events(self, after: int, limit: int) -> Sequence[str]:
        """Give stored events in order, each as the JSON of StoredEvent."""
        ...

    async def list_people(self) -> Sequence[Person]:
        """Give all people, by staff number."""
        ...

    async def read_site(self) -> SiteSettings:
        """Give the site settings in force."""
        ...

    async def list_phone_secrets(self) -> Mapping[str, str]:
        """Give the SIP secret of every phone, by its name."""
        ...

    async def find_phone_secret(self, name: str) -> str | None:
        """Find the SIP secret of a phone's account."""
        ...
