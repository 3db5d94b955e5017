"""Notes on a number, and the history of contacts with it, on the wire."""

from datetime import datetime
from uuid import UUID

from dispatch.contracts.base import (
    Command,
    LongText,
    PersonalAddress,
    PersonalNumber,
    PersonalText,
    View,
)
from dispatch.contracts.calls import CallView


class ContactNoteView(View):
    """What somebody wrote down about a number."""

    id: UUID
    call_id: UUID
    number: PersonalNumber
    address: PersonalAddress | None
    text: PersonalText
    written_by: str
    written_at: datetime


class WriteContactNote(Command):
    """Write down what should be known at the next contact."""

    text: LongText


class ContactHistory(View):
    """Earlier contacts with a call's number, and with others of its address; newest first."""

    calls: tuple[CallView, ...]
    of_address: tuple[CallView, ...]
    notes: tuple[ContactNoteView, ...]
