"""Where people and their sessions are kept."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from dispatch.domain.people import Person, Role, Session


class PersonRepository(Protocol):
    """People by staff number."""

    async def get(self, staff_number: str) -> Person:
        """Give a person; PersonNotFound."""
        ...

    async def find(self, staff_number: str) -> Person | None:
        """Find a person."""
        ...

    async def list_active_with(self, role: Role) -> Sequence[Person]:
        """Give the active people who hold a role, by staff number."""
        ...

    async def save(self, person: Person) -> None:
        """Store what changed, or a new person."""
        ...


class SessionRepository(Protocol):
    """Sessions: one per person."""

    async def list_of(self, staff_number: str) -> Sequence[Session]:
        """Give a person's sessions that have not ended."""
        ...

    async def find_unended(self, session_id: UUID) -> Session | None:
        """Find a session of which no end was told, though its time may be over."""
        ...

    async def save(self, session: Session) -> None:
        """Store what changed, or a new session."""
        ...

    async def end(self, session_id: UUID, reason: str) -> None:
        """End a session; its token is worth nothing from the commit on."""
        ...

    async def move_ends(self, by: timedelta) -> None:
        """Move the end of every session that lives, none further from now than a whole session."""
        ...
