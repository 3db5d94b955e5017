"""The story of a call or an incident on one time line, on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import Command, PersonalName, PersonalNumber, View
from dispatch.contracts.calls import CallView
from dispatch.contracts.recordings import Playback, RecordingView

MOST_MS = 7 * 24 * 3600 * 1000
LaneKind = Literal["call", "message", "leg", "room", "leader", "call_back", "other"]


class OpenStory(Command):
    """One of the three: the whole story that it belongs to is opened, and audited."""

    call_id: UUID | None = None
    incident_id: UUID | None = None
    recording: Annotated[str, Field(pattern=r"^[0-9A-Za-z_.-]{1,80}$")] | None = None
    reason: Annotated[str, Field(max_length=200)] | None = None


class SoundWindow(View):
    """Which part of a recording's picture is drawn, and on how many columns."""

    from_ms: Annotated[int, Field(ge=0, le=MOST_MS)] | None = None
    to_ms: Annotated[int, Field(ge=1, le=MOST_MS)] | None = None
    columns: Annotated[int, Field(ge=1, le=8000)] | None = None


class CallSpanView(View):
    """A stretch of the call of a lane; a ring is all before somebody speaks with the caller."""

    kind: Literal["ring", "talk", "hold", "park"]
    from_at: datetime
    to_at: datetime
    seat: int | None
    staff_number: str | None


class LaneView(View):
    """One recording on the time line.

    begins_at is on the database's clock; begin_known says from what: the end and the length, what
    the exchange told then, or the name alone, to the second. clock_offset_ms is what the clock of
    its exchange was ahead, null where that was never measured. An empty lane holds no sound.
    """

    recording: RecordingView
    kind: LaneKind
    call_id: UUID | None
    seat: int | None
    staff_number: str | None
    name: PersonalName | None
    number: PersonalNumber | None
    begins_at: datetime
    ends_at: datetime | None
    begin_known: Literal["end", "told", "name"]
    clock_offset_ms: int | None
    empty: bool
    spans: tuple[CallSpanView, ...]
    playback: Playback | None


class StoryMark(View):
    """Something that happened: of an order, detail is the state that it came to."""

    at: datetime
    kind: str
    detail: str | None
    actor: str
    seat: int | None
    vehicle: str | None


class StoryView(View):
    """All of a story; away names what cannot be told: exchanges, or single recordings."""

    incident_id: UUID | None
    incident_number: str | None
    from_at: datetime
    to_at: datetime
    calls: tuple[CallView, ...]
    lanes: tuple[LaneView, ...]
    marks: tuple[StoryMark, ...]
    away: tuple[str, ...]


class RecallPiece(View):
    """A stretch of one's own seat; what was said in its last 2 s may not be written yet."""

    recording: str
    call_id: UUID
    from_at: datetime
    to_at: datetime
    url: str


class RecallView(View):
    """What was said at a seat lately, oldest first."""

    seat: int
    at: datetime
    pieces: tuple[RecallPiece, ...]


class LiveSound(View):
    """Where a running recording is heard, without a host; it ends with the recording."""

    url: str
    expires_at: datetime
