"""Group calls and pages on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import Command, View

GroupMemberState = Literal[
    "ringing",
    "second",
    "answered",
    "accepted",
    "refused",
    "not_needed",
    "no_answer",
    "away",
    "left",
]


class GroupMemberView(View):
    """One line of a group call and what it did."""

    line: int
    label: str
    state: GroupMemberState
    at: datetime


class GroupCallView(View):
    """One seat calls many lines at once (call), or speaks to them (page)."""

    id: UUID
    exchange: str
    kind: Literal["call", "page"]
    seat: int
    staff_number: str
    wanted: int
    state: Literal["calling", "live", "ended"]
    members: tuple[GroupMemberView, ...]
    begun_at: datetime
    recording: str | None
    ended_at: datetime | None


class BeginGroupCall(Command):
    """Call lines at once; no line named is all of them, wanted 0 is as many as accept."""

    kind: Literal["call", "page"]
    lines: tuple[Annotated[int, Field(ge=1, le=199)], ...] = Field((), max_length=60)
    wanted: int = Field(0, ge=0, le=60)
