"""Consultation, three-way talk and conference, on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import Command, PersonalName, PersonalNumber, PhoneNumber, View

MemberRole = Literal["caller", "opener", "seat", "carrier", "outside"]


class MemberView(View):
    """One leg; seat is null of the caller and of somebody outside."""

    id: UUID
    role: MemberRole
    seat: int | None
    number: PersonalNumber
    name: PersonalName
    state: Literal["invited", "ringing", "held", "in", "gone"]
    muted: bool
    came_at: datetime | None
    gone_at: datetime | None
    gone_by: Literal["left", "no_answer", "refused", "not_reached"] | None
    recording: str | None


class DialInView(View):
    """How people dial in to a room; they wait outside until they are let in."""

    number: str
    code: str
    until: datetime


class ConferenceView(View):
    """A room; while it consults, the caller waits outside it.

    Somebody outside who is held has dialled in with its code and waits to be let in.
    """

    id: UUID
    call_id: UUID
    exchange: str
    opened_by: str
    opened_at: datetime
    state: Literal["consulting", "talking", "over"]
    mix: str
    members: tuple[MemberView, ...]
    over_at: datetime | None
    dial_in: DialInView | None = None


class InviteMember(Command):
    """Ring one more: another seat, or a number; name is as it is to be shown."""

    seat: Annotated[int, Field(ge=1, le=99)] | None = None
    number: PhoneNumber | None = None
    name: Annotated[str, Field(max_length=80)] = ""


class OpenConference(InviteMember):
    """Take a talk into a room; announce: the caller waits outside until he is brought in."""

    announce: bool


class MuteMember(Command):
    """Let nobody hear a member, or everybody again."""

    muted: bool
