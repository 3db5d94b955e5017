"""How recordings are kept, on the wire of the command server."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from dispatch.contracts.base import Command, View

Reason = Annotated[str, StringConstraints(min_length=2, max_length=200)]


class StoreRoomView(View):
    """One store: the recorder's own disk, or its second store; days_left by the real growth."""

    place: str
    kind: Literal["own", "second"]
    is_there: bool
    days_left: int | None
    bytes_a_day: int | None
    free_bytes: int | None
    basis: Literal["history", "channels"] | None


class CopyCountView(View):
    """Copies at another place or on a medium, each of them read back."""

    place: str
    kind: Literal["second", "archive"]
    confirmed: int
    differs: int
    last_at: datetime | None


class HoldView(View):
    """What a person holds."""

    recording: str
    held_by: str
    reason: str
    held_at: datetime


class AskedDeletionView(View):
    """A deletion that waits for a second person, or for the recorder."""

    recording: str
    cause: Literal["persons", "retention"]
    asked_by: str
    reason: str
    asked_at: datetime
    confirmed_by: str | None


class OutlivedView(View):
    """A recording whose class's days are over, and what becomes of it."""

    recording: str
    class_name: str
    days: int
    goes: bool
    why: Literal["due", "held", "not_archived"]


class ExchangeKeepingView(View):
    """How one exchange's recorder keeps; is_away: it does not answer."""

    exchange: str
    is_away: bool
    stores: tuple[StoreRoomView, ...]
    places: tuple[CopyCountView, ...]
    second_due: int
    archive_due: int
    archive_lags: int
    holds: tuple[HoldView, ...]
    asked: tuple[AskedDeletionView, ...]
    outlived: tuple[OutlivedView, ...]


class KeepingView(View):
    """All recorders."""

    exchanges: tuple[ExchangeKeepingView, ...]


class HoldRecording(Command):
    """Hold a recording against any deletion."""

    reason: Reason


class ReleaseRecording(Command):
    """Let a held recording go."""

    reason: Reason


class AskDeletion(Command):
    """Ask that a second person deletes a recording's sound."""

    reason: Reason


class KeepingDone(View):
    """It is kept."""

    recording: str
