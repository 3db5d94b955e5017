"""Recordings that leave the centre, and redacted copies, on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, SecretStr, StringConstraints

from dispatch.contracts.base import Command, View

RecordingName = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_.-]{1,80}$")]
Reason = Annotated[str, StringConstraints(min_length=2, max_length=200)]
Form = Literal["bundle", "flac", "opus", "wav"]


class HandOut(Command):
    """Recordings by name, or all of a call, or all of an incident. A password is never stored."""

    recordings: tuple[RecordingName, ...] = Field((), max_length=200)
    call_id: UUID | None = None
    incident_id: UUID | None = None
    form: Form
    password: SecretStr | None = Field(None, max_length=64)
    reason: Reason


class HandOutPartView(View):
    """What one exchange's recorder makes: one zip of its own."""

    exchange: str
    recordings: tuple[str, ...]


class HandOutView(View):
    """A hand-out that was begun and accounted for."""

    id: UUID
    parts: tuple[HandOutPartView, ...]


class HandOutStandingView(View):
    """How far one part is; url holds for minutes, on both servers, once it is ready."""

    stage: Literal["making", "ready", "refused"]
    done: int
    of: int
    sha256: str | None
    size_bytes: int | None
    code: str | None
    url: str | None


class SwitchRecorder(Command):
    """Why a recorder is stopped or started."""

    reason: Reason


class RecorderSwitched(View):
    """Whether it is stopped now."""

    exchange: str
    stopped: bool


class MutedSpanView(View):
    """Samples from first up to, not with, end."""

    first: int
    end: int
    lanes: Literal["both", "caller", "seat"]


class MuteSpan(Command):
    """Samples from first up to, not with, end."""

    first: int = Field(ge=0, le=2**40)
    end: int = Field(gt=0, le=2**40)
    lanes: Literal["both", "caller", "seat"] = "both"


class Redact(Command):
    """What shall be muted in a copy; the recording itself stays as it is."""

    spans: tuple[MuteSpan, ...] = Field(min_length=1, max_length=200)
    filling: Literal["silence", "tone"] = "silence"
    reason: Reason


class RedactedCopyView(View):
    """A redacted copy: a recording of its own, sealed with what made it."""

    name: str
    parent: str
    spans: tuple[MutedSpanView, ...]
    filling: Literal["silence", "tone"]
    actor: str
    reason: str
    made_at: datetime


class RedactableView(View):
    """How long a recording is, in samples, and its redacted copies, oldest first."""

    frames: int
    sample_rate_hz: int
    copies: tuple[RedactedCopyView, ...]
