"""The recorders, as the command server uses them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.errors import DomainError


class RecorderAway(DomainError):
    """The recorder beside an exchange does not answer; recording itself goes on without us."""

    code = "recorder_away"


class RecordingNotFound(DomainError):
    """No recorder knows this recording."""

    code = "recording_not_found"


class AudioNotReady(DomainError):
    """The recording is known, but this form of it is not made yet, or its file is damaged."""

    code = "audio_not_ready"


@dataclass(frozen=True, slots=True)
class Label:
    """Whose call a recording holds; the label of a later event replaces that of an earlier one."""

    call_id: UUID
    number: str | None
    called_number: str
    seat: int | None
    staff_number: str | None
    started_at: str
    event_n: int


@dataclass(frozen=True, slots=True)
class LabelFilter:
    """Which recordings, by label and by length.

    Args:
        digits: In a row anywhere in the caller's or the called number; one of eight and more
            may be wrong.
        called: A suffix of the called number.
    """

    digits: str | None = None
    called: str | None = None
    seat: int | None = None
    staff_number: str | None = None
    min_duration_ms: int | None = None
    max_duration_ms: int | None = None


@dataclass(frozen=True, slots=True)
class RecordingFilter:
    """Which recordings.

    Args:
        number: A suffix of the stored form.
        before: Name of the last recording of the page before.
        call_id: The call that it is labelled with.
        with_empty: Also those whose call was over before a sound came.
        redacted: Redacted copies only.
        labels: Further filters, by label and by length.
    """

    number: str | None
    since: datetime | None
    until: datetime | None
    before: str | None
    limit: int
    call_id: UUID | None = None
    with_empty: bool = True
    redacted: bool = False
    labels: LabelFilter = field(default_factory=LabelFilter)


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording, as its recorder tells it; lost: the span that a full disk did not take."""

    name: str
    exchange: str
    state: str
    started_at: datetime
    ended_at: datetime | None
    duration_ms: int | None
    repaired: bool
    fault: str | None
    sha256: str | None
    call_id: UUID | None
    number: str | None
    called_number: str | None
    seat: int | None
    staff_number: str | None
    lost_from_s: float | None = None
    lost_to_s: float | None = None


@dataclass(frozen=True, slots=True)
class RecordingsFound:
    """Recordings, newest first.

    Args:
        index: database, or journal when a recorder answered from its own.
        away: Exchanges whose recorder did not answer: what they hold is not among these.
    """

    recordings: Sequence[Recording]
    index: str
    away: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RecorderHealth:
    """How a recorder is.

    Args:
        faults: Codes of the recordings that are damaged, newest first.
    """

    writing: int
    backlog: int
    faults: Sequence[str]
    free_bytes: int
    index_away: bool


@dataclass(frozen=True, slots=True)
class Media:
    """A piece of an audio file as it comes, with the HTTP headers that describe it."""

    status: int
    headers: dict[str, str]
    body: AsyncIterator[bytes]


class Recordings(Protocol):
    """All recorders of the centre. RecorderAway when one that is needed does not answer."""

    async def label(self, exchange: str, name: str, label: Label) -> None:
        """Tell whose call a recording holds; before its file is known, too."""
        ...

    async def search(self, wanted: RecordingFilter) -> RecordingsFound:
        """Find recordings, newest first; RecorderAway only when none answers."""
        ...

    async def get(self, name: str) -> Recording:
        """Give one recording; RecordingNotFound."""
        ...

    async def read(
        self, name: str, form: str, byte_range: str | None, window: Mapping[str, str] | None = None
    ) -> Media:
        """Read flac, opus, peaks, recent or live; byte_range as an HTTP Range header says it.

        Args:
            name: Of the recording.
            form: Which.
            byte_range: None for all of it.
            window: Of peaks: from_ms, to_ms, columns; of recent: from_ms, to_ms.

        Raises:
            RecordingNotFound: Nobody knows it.
            AudioNotReady: This form is not there.
        """
        ...

    async def health(self, exchange: str) -> RecorderHealth:
        """Ask a recorder how it is."""
        ...
