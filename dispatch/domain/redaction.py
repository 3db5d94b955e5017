"""A redacted copy of a recording, as its recorder made it."""

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.errors import DomainError


class RedactionRefused(DomainError):
    """A span is none, the recording is a copy itself, or it is no longer what was stored."""

    code = "redaction_refused"


@dataclass(frozen=True, slots=True)
class MutedSpan:
    """Samples from `first` up to, not with, `end`; lanes is both, caller or seat."""

    first: int
    end: int
    lanes: str


@dataclass(frozen=True, slots=True)
class RedactedCopy:
    """One copy; `name` is the parent's with its number."""

    name: str
    parent: str
    spans: tuple[MutedSpan, ...]
    filling: str
    actor: str
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Redactable:
    """How long a recording is, in samples, and the copies made of it, oldest first."""

    frames: int
    sample_rate_hz: int
    copies: tuple[RedactedCopy, ...]


def is_copy(recording: str) -> bool:
    """Whether a recording's name is that of a redacted copy: `….8-r1`."""
    return "-r" in recording[recording.rfind(".") + 1 :] if "." in recording else False
