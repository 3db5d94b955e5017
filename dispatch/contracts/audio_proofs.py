"""Hours whose calls were held against their audio, on the wire."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import Command, Instant, View


class AudioGapView(View):
    """What a call lacks; kind is missing, silent, short or damaged."""

    call_id: UUID
    recording: str
    kind: str
    missing_s: float


class HourProofView(View):
    """What was found of the calls that ended in an hour; gaps are at most 200."""

    hour: datetime
    proven_at: datetime
    calls: int
    recordings: int
    unowned: int
    gaps: tuple[AudioGapView, ...]
    explained_by: str | None
    explained_at: datetime | None
    reason: str | None


class AudioProofsView(View):
    """Hours, newest first; next_hour is the first that is not proven."""

    hours: tuple[HourProofView, ...]
    next_hour: datetime


class ExplainGaps(Command):
    """Why the calls of an hour lack audio."""

    hour: Instant
    reason: str = Field(min_length=2, max_length=200)
