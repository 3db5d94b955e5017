"""A seat's open work given to another, on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import Command, LongText, View


class HandoverView(View):
    """One hand-over: what is given, by whom, to whom."""

    id: UUID
    seat: int
    staff_number: str
    to_seat: int
    to_staff_number: str
    calls: tuple[UUID, ...]
    orders: tuple[UUID, ...]
    tasks: tuple[UUID, ...]
    state: Literal["asked", "accepted", "declined"]
    asked_at: datetime
    ended_at: datetime | None


class AskHandover(Command):
    """Ask another seat to take over."""

    to_seat: Annotated[int, Field(ge=1, le=99)]


class ForceSignOff(Command):
    """Sign somebody else off, for a reason that is audited."""

    reason: LongText
