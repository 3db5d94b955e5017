"""Messages between seats on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from dispatch.contracts.base import Command, PersonalText, View


class ReceiptView(View):
    """Who acknowledged a message, and when."""

    staff_number: str
    at: datetime


class SeatMessageView(View):
    """A message from a seat to another, or to all when to_seat is null."""

    id: UUID
    from_seat: int
    staff_number: str
    to_seat: int | None
    recipients: tuple[str, ...]
    text: PersonalText
    urgent: bool
    sent_at: datetime
    receipts: tuple[ReceiptView, ...]


class SendSeatMessage(Command):
    """Write to a seat, or to all of them; an urgent one stays until it is acknowledged."""

    to_seat: Annotated[int, Field(ge=1, le=99)] | None = None
    text: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    urgent: bool = False
