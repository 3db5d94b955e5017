"""What goes over the wire: versioned by the project, checked at the door."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from recorder.api.channels import PieceOut
from recorder.faults import Fault, FaultCode
from recorder.integrity.checkpoint import MAX_LINE_CHARACTERS
from recorder.integrity.witness import BATCH
from recorder.names import RecordingName
from recorder.recording import Labels, Recording
from recorder.search.label_filters import MIN_DIGITS, LabelFilters
from recorder.search.query import SearchQuery
from recorder.state import RecordingState

Number = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z+*#._@-]+$")]
StaffNumber = Annotated[str, Field(min_length=1, max_length=32, pattern=r"^[0-9A-Za-z_-]+$")]
MAX_EVENT_N = 2**63 - 1
MAX_DURATION_MS = 2**31 - 1


class SearchIn(BaseModel):
    """Filters of a search; a number with a leading `*` means its last digits."""

    model_config = ConfigDict(extra="forbid")
    number: Number | None = None
    from_: AwareDatetime | None = Field(None, alias="from")
    to: AwareDatetime | None = None
    recording: str | None = Field(None, max_length=80)
    state: RecordingState | None = None
    limit: int = Field(50, ge=1, le=200)
    before: str | None = Field(None, max_length=80)
    call_id: UUID | None = None
    with_empty: bool = True
    redacted: bool = False
    digits: str | None = Field(None, min_length=MIN_DIGITS, max_length=20, pattern=r"^[0-9]+$")
    called: Number | None = None
    seat: int | None = Field(None, ge=0, le=9999)
    staff_number: StaffNumber | None = None
    min_duration_ms: int | None = Field(None, ge=0, le=MAX_DURATION_MS)
    max_duration_ms: int | None = Field(None, ge=0, le=MAX_DURATION_MS)

    def to_query(self) -> SearchQuery:
        """The value; raises `InvalidName`."""
        return SearchQuery(
            number=self.number,
            started_from=self.from_,
            started_before=self.to,
            recording=None if self.recording is None else RecordingName.parse(self.recording),
            state=self.state,
            limit=self.limit,
            before=None if self.before is None else RecordingName.parse(self.before),
            call_id=self.call_id,
            with_empty=self.with_empty,
            redacted=self.redacted,
            labels=LabelFilters(
                digits=self.digits,
                called=self.called,
                seat=self.seat,
                staff_number=self.staff_number,
                min_duration_ms=self.min_duration_ms,
                max_duration_ms=self.max_duration_ms,
            ),
        )


class LabelsIn(BaseModel):
    """Which call a recording belongs to, as said by event `event_n`."""

    model_config = ConfigDict(extra="forbid")
    call_id: UUID
    number: Number | None
    called_number: Number | None
    seat: int | None = Field(ge=0, le=9999)
    staff_number: StaffNumber | None
    started_at: AwareDatetime
    event_n: int = Field(ge=0, le=MAX_EVENT_N)

    def to_labels(self) -> Labels:
        """The value."""
        return Labels(**self.model_dump())


class LabelsOut(LabelsIn):
    """Labels as kept: number withheld is null."""

    number: str | None
    called_number: str | None
    staff_number: str | None
    seat: int | None

    @classmethod
    def of(cls, labels: Labels) -> Self:
        """From the value."""
        return cls.model_validate(labels, from_attributes=True)


class RecordingOut(BaseModel):
    """One row. Lengths and fingerprints are null until the master is stored.

    `channel_number` is the line or radio input's, null for a call of the exchange; `channel` says
    more of it where one recording is asked for.
    """

    name: str
    exchange: str
    state: RecordingState
    started_at: AwareDatetime
    ended_at: AwareDatetime | None
    duration_ms: int | None
    frames: int | None
    sample_rate_hz: int | None
    repaired: bool
    fault: FaultCode | None
    flac_sha256: str | None
    pcm_sha256: str | None
    flac_bytes: int | None
    opus_ready: bool
    labels: LabelsOut | None
    lost_from_s: float | None
    lost_to_s: float | None
    channel_number: int | None
    channel: PieceOut | None = None

    @classmethod
    def of(cls, recording: Recording) -> Self:
        """From the value."""
        master, labels = recording.master, recording.labels
        return cls(
            name=recording.name.text,
            exchange=recording.exchange,
            state=recording.state,
            started_at=recording.name.started_at,
            ended_at=recording.ended_at,
            duration_ms=master and master.duration_ms,
            frames=master and master.frames,
            sample_rate_hz=master and master.sample_rate_hz,
            repaired=recording.repaired,
            fault=recording.fault,
            flac_sha256=master and master.flac_sha256,
            pcm_sha256=master and master.pcm_sha256,
            flac_bytes=master and master.flac_bytes,
            opus_ready=recording.review_sha256 is not None,
            labels=labels and LabelsOut.of(labels),
            lost_from_s=recording.lost and recording.lost.from_ms / 1000,
            lost_to_s=recording.lost and recording.lost.to_ms / 1000,
            channel_number=recording.name.channel,
        )


class PageOut(BaseModel):
    """A page, newest first; `before` asks for the next one, null where this is the last."""

    source: Literal["index", "journal"]
    recordings: list[RecordingOut]
    before: str | None


class FaultOut(BaseModel):
    """One open fault; `recording` is null where the recorder itself is meant, or its channel."""

    recording: str | None
    code: FaultCode
    raised_at: AwareDatetime
    channel: str | None = None

    @classmethod
    def of(cls, fault: Fault) -> Self:
        """From the value."""
        return cls.model_validate(fault, from_attributes=True)


class FaultsOut(BaseModel):
    """All open faults, the recorder's own first."""

    faults: list[FaultOut]


class PlaceOut(BaseModel):
    """One second place of the checkpoints; `kept` is null until it has answered once."""

    name: str
    kept: int | None
    behind: int
    reached_at: AwareDatetime | None
    disagrees: bool


class ProofOut(BaseModel):
    """How many recordings are sealed, how many of them are signed for, and who has a copy."""

    sealed: int
    signed: int
    places: list[PlaceOut]


CheckpointLine = Annotated[str, Field(max_length=MAX_LINE_CHARACTERS, pattern=r"^[ -~]*$")]


class CheckpointsIn(BaseModel):
    """Checkpoints of another recorder, the first being line `first` of its file."""

    model_config = ConfigDict(extra="forbid")
    key: str = Field(pattern=r"^[0-9a-f]{64}$")
    first: int = Field(ge=0)
    lines: list[CheckpointLine] = Field(max_length=BATCH)


class CheckpointsOut(BaseModel):
    """What is kept here of another recorder's checkpoints."""

    count: int
    last: str | None
    lines: list[str]


class HealthOut(BaseModel):
    """How the recorder is."""

    name: str
    writing: int
    backlog: int
    faults: list[FaultOut]
    free_bytes: int
    index: Literal["ok", "away"]
    proof: ProofOut
    days_left: int | None


class PeaksOut(BaseModel):
    """Minimum and maximum in turn, -128 to 127, of each hundredth of a second, per channel."""

    rate_hz: int
    channels: list[list[int]]


class LiveOut(BaseModel):
    """The process answers."""

    live: bool = True
