"""A redacted copy: which samples of which lanes of a recording are muted, by whom and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from recorder.errors import RecorderError
from recorder.names import RecordingName

MAX_SPANS: Final = 200
REDACTED: Final = "redacted"


class RedactionRefused(RecorderError):
    """No redacted copy can be made of that, or not so."""

    code = "redaction_refused"


class Lanes(StrEnum):
    """Which lanes are muted; the left one is the caller."""

    BOTH = "both"
    CALLER = "caller"
    SEAT = "seat"


class Filling(StrEnum):
    """What is heard instead."""

    SILENCE = "silence"
    TONE = "tone"


@dataclass(frozen=True, slots=True)
class Span:
    """Samples from `first` up to, not with, `end`."""

    first: int
    end: int
    lanes: Lanes


@dataclass(frozen=True, slots=True)
class Redaction:
    """What made a copy of its parent; fixed from the beginning and sealed with the copy."""

    id: str
    name: RecordingName
    parent: RecordingName
    parent_flac_sha256: str
    parent_pcm_sha256: str
    spans: tuple[Span, ...]
    filling: Filling
    actor: str
    reason: str
    made_at: datetime

    def facts(self) -> dict[str, Any]:
        """What a seal fixes of it: flat, so that a difference has a field's name."""
        return {
            "class": REDACTED,
            "parent": self.parent.text,
            "parent_flac_sha256": self.parent_flac_sha256,
            "parent_pcm_sha256": self.parent_pcm_sha256,
            "spans": spans_out(self.spans),
            "filling": self.filling.value,
            "redacted_by": self.actor,
            "redacted_because": self.reason,
        }


def spans_out(spans: tuple[Span, ...]) -> list[list[int | str]]:
    """Spans as they are stored and sealed."""
    return [[one.first, one.end, one.lanes.value] for one in spans]


def spans_in(stored: list[list[Any]]) -> tuple[Span, ...]:
    """Spans as they were stored."""
    return tuple(Span(int(first), int(end), Lanes(lanes)) for first, end, lanes in stored)


def is_redacted(facts: Mapping[str, Any]) -> bool:
    """Whether sealed facts are those of a redacted copy."""
    return facts.get("class") == REDACTED


def check_spans(spans: tuple[Span, ...], frames: int) -> None:
    """Refuse spans that are none or lie outside; raises `RedactionRefused`."""
    if not 1 <= len(spans) <= MAX_SPANS:
        raise RedactionRefused(f"{len(spans)} spans")
    for one in spans:
        if not 0 <= one.first < one.end <= frames:
            raise RedactionRefused(f"no span of {frames} samples: {one.first} to {one.end}")
