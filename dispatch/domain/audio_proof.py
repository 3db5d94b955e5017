"""Whether every call of an hour has its audio: what is missing is named to a tenth of a second."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError

TOLERANCE_S = 2.0
"""What a call's own times and its sound may differ: the times are those of two machines."""


class GapKind(StrEnum):
    """What is wrong with the audio of a call."""

    MISSING = "missing"
    SILENT = "silent"
    SHORT = "short"
    DAMAGED = "damaged"


class HourNotProven(DomainError):
    """Nothing was found of that hour, or it has no gap that waits for a word."""

    code = "hour_not_proven"


@dataclass(frozen=True, slots=True)
class ExpectedAudio:
    """A recording that a call of the hour must have left.

    Args:
        recording: Its name at the recorder.
        since: From when the exchange recorded.
        until: When it was over.
        is_message: What a caller left: how long he spoke is not known, but there is a recording.
    """

    call_id: UUID
    recording: str
    since: datetime
    until: datetime
    is_message: bool = False

    @property
    def seconds(self) -> float:
        """How long it must be."""
        return max(0.0, (self.until - self.since).total_seconds())


@dataclass(frozen=True, slots=True)
class KeptAudio:
    """What the recorder has under a name."""

    seconds: float | None
    fault: str | None


@dataclass(frozen=True, slots=True)
class AudioGap:
    """What a call lacks; missing_s counts tenths of a second."""

    call_id: UUID
    recording: str
    kind: GapKind
    missing_s: float


@dataclass(frozen=True, slots=True)
class HourProof:
    """What was found of the calls that ended in an hour, and what a person said of its gaps.

    Args:
        hour: Its beginning.
        calls: Recordings that calls must have left.
        recordings: Recordings that began in it.
        unowned: Those of them that belong to no call; none of them is lost.
        gaps: At most 200.
    """

    hour: datetime
    proven_at: datetime
    calls: int
    recordings: int
    unowned: int
    gaps: tuple[AudioGap, ...]
    explained_by: str | None = None
    explained_at: datetime | None = None
    reason: str | None = None

    @property
    def waits(self) -> bool:
        """Whether there are gaps of which nobody has said anything yet."""
        return bool(self.gaps) and self.explained_at is None

    @property
    def ends(self) -> datetime:
        """The hour's end."""
        return self.hour + timedelta(hours=1)


def find_gaps(
    expected: Iterable[ExpectedAudio], kept: Mapping[str, KeptAudio]
) -> tuple[AudioGap, ...]:
    """Hold what must be there against what is; a call too short to be heard needs no sound."""
    gaps = (_gap(one, kept.get(one.recording)) for one in expected)
    return tuple(gap for gap in gaps if gap is not None)


def _gap(expected: ExpectedAudio, kept: KeptAudio | None) -> AudioGap | None:
    lacking = expected.seconds - ((kept.seconds or 0.0) if kept else 0.0)
    if kept is not None and kept.fault is not None:
        kind = GapKind.DAMAGED
    elif lacking <= TOLERANCE_S and (kept is not None or not expected.is_message):
        return None
    elif kept is None:
        kind = GapKind.MISSING
    else:
        kind = GapKind.SHORT if kept.seconds else GapKind.SILENT
    return AudioGap(expected.call_id, expected.recording, kind, round(max(0.0, lacking), 1))
