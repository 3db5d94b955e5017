"""Where notes on numbers are kept, and how the contacts with a number are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.contact_note import ContactNote


class ContactNotes(Protocol):
    """Notes; each is written once."""

    async def save(self, note: ContactNote, /) -> None:
        """Store a new one."""
        ...


@dataclass(frozen=True, slots=True)
class ContactsFound:
    """Earlier contacts, newest first.

    Args:
        calls: With the number of the call asked for.
        of_address: With other numbers of the same registered address.
        notes: On the number, and on those of the address.
    """

    calls: Sequence[Call]
    of_address: Sequence[Call]
    notes: Sequence[ContactNote]


class ContactQueries(Protocol):
    """Reads of contacts; DatabaseAway when the database cannot be asked."""

    async def read_contacts(self, call_id: UUID, limit: int) -> ContactsFound | None:
        """Read what came before a call; None when there is no such call."""
        ...
