"""Recordings on the wire of the command server; the recorder's own wire is narrower."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import Command, PersonalNumber, View


class RecordingView(View):
    """One recording: left channel the caller, right channel the seat; lost: a full disk's span."""

    name: str
    exchange: str
    state: Literal["writing", "stored", "copied", "archived", "damaged", "deleted"]
    started_at: datetime
    ended_at: datetime | None
    duration_ms: int | None
    repaired: bool
    fault: str | None
    sha256: str | None
    call_id: UUID | None
    number: PersonalNumber | None
    called_number: str | None
    seat: int | None
    staff_number: str | None
    lost_from_s: float | None = None
    lost_to_s: float | None = None


class RecordingPage(View):
    """Recordings, newest first.

    index says whether the database or a recorder's own journal answered. away names the exchanges
    whose recorder did not answer: the list is then incomplete. next_before asks for the page after
    this one; it is the name of the last recording.
    """

    recordings: tuple[RecordingView, ...]
    next_before: str | None
    index: Literal["database", "journal"]
    away: tuple[str, ...]


class PlayRecording(Command):
    """A look at a recording; every one is audited."""

    reason: str | None = Field(None, max_length=200)


class Playback(View):
    """Short-lived signed addresses, without a host: they hold on both servers."""

    audio_url: str
    review_url: str
    peaks_url: str
    expires_at: datetime
