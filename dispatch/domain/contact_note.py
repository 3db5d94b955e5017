"""What a person wrote down about a number: part of the history of contacts with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ContactNote:
    """One note.

    Args:
        number: In its stored form.
        address: The registered one of that time, by which notes of a household are found.
    """

    id: UUID
    call_id: UUID
    number: str
    address: str | None
    text: str
    written_by: str
    written_at: datetime
