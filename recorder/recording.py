"""The values the journal keeps about a recording."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from recorder.archive.layout import Form
from recorder.faults import FaultCode
from recorder.names import RecordingName
from recorder.state import RecordingState


@dataclass(frozen=True, slots=True)
class Master:
    """A stored stereo master: left is the caller, right is what he heard.

    `pcm_sha256` is over the interleaved 16-bit little-endian samples, so that it can be proved
    from the exchange's files as well as from the master.
    """

    frames: int
    rx_frames: int
    tx_frames: int
    sample_rate_hz: int
    pcm_sha256: str
    flac_sha256: str
    flac_bytes: int

    @property
    def duration_ms(self) -> int:
        """Length of the sound, rounded down."""
        return self.frames * 1000 // self.sample_rate_hz


@dataclass(frozen=True, slots=True)
class Labels:
    """Which call a recording belongs to; `event_n` is the event that said so, the highest wins."""

    call_id: UUID
    number: str | None
    called_number: str | None
    seat: int | None
    staff_number: str | None
    started_at: datetime
    event_n: int


@dataclass(frozen=True, slots=True)
class LostSpan:
    """Sound of a call that no disk had room for, counted from the recording's start."""

    from_ms: int
    to_ms: int


@dataclass(frozen=True, slots=True)
class Recording:
    """One row of the journal."""

    name: RecordingName
    exchange: str
    state: RecordingState
    first_seen_at: datetime
    ended_at: datetime | None
    settled_at: datetime | None
    repaired: bool
    fault: FaultCode | None
    master: Master | None
    review_sha256: str | None
    labels: Labels | None
    revision: int
    lost: LostSpan | None = None

    def fingerprint(self, form: Form) -> str | None:
        """SHA-256 of one form of it, None where that is not there."""
        match form:
            case Form.MASTER:
                return None if self.master is None else self.master.flac_sha256
            case Form.REVIEW:
                return self.review_sha256
            case Form.PEAKS:
                return None


@dataclass(frozen=True, slots=True)
class Settlement:
    """What ingest found out about a finished recording.

    With a fault the recording is DAMAGED; it may have a master all the same, of what could be read.
    With neither fault nor master its call was over before a sound could come.
    """

    ended_at: datetime
    repaired: bool
    fault: FaultCode | None
    master: Master | None
    lost: LostSpan | None = None
