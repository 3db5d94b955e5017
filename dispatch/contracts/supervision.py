"""Leaders on running talks, on the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from dispatch.contracts.base import Command, View

SupervisionMode = Literal["listen", "whisper", "barge", "take_over"]
TalkParty = Literal["caller", "seat", "leader"]


class HearingLine(View):
    """Whom one party hears."""

    listener: TalkParty
    hears: tuple[TalkParty, ...]


class SupervisionView(View):
    """One leader on one talk; hearing says who hears whom in its mode."""

    id: UUID
    call_id: UUID
    exchange: str
    staff_number: str
    phone_seat: int
    seat: int
    mode: SupervisionMode
    state: Literal["calling", "live", "ended"]
    asked_at: datetime
    heard_at: datetime | None
    recording: str | None
    ended_at: datetime | None
    ended_by: Literal["left", "not_reached"] | None
    hearing: tuple[HearingLine, ...]


class BeginSupervision(Command):
    """Go onto a talk; phone_seat names an unmanned seat's phone, null the leader's own."""

    mode: SupervisionMode
    phone_seat: int | None = None


class ChangeSupervision(Command):
    """Take part in another way."""

    mode: SupervisionMode
