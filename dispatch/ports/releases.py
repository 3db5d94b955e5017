"""What leaves the recorders: redacted copies and files to hand out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from dispatch.domain.hand_out import HandOutPart, HandOutStanding
from dispatch.domain.redaction import MutedSpan, Redactable, RedactedCopy
from dispatch.ports.recordings import Media


@dataclass(frozen=True, slots=True)
class WantedHandOut:
    """What a recorder shall make; the password goes to it and nowhere else."""

    id: UUID
    form: str
    part: HandOutPart
    actor: str
    reason: str
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class WantedCopy:
    """What shall be muted; the same id again gives the same copy."""

    id: UUID
    parent: str
    spans: Sequence[MutedSpan]
    filling: str
    actor: str
    reason: str


class Releases(Protocol):
    """All recorders of the centre. RecorderAway when one that is needed does not answer."""

    async def begin(self, wanted: WantedHandOut) -> HandOutStanding:
        """Begin to make one part; the same id again tells how far it is."""
        ...

    async def get(self, exchange: str, hand_out_id: UUID) -> HandOutStanding:
        """How far a part is; HandOutGone."""
        ...

    async def read(self, exchange: str, hand_out_id: UUID, byte_range: str | None) -> Media:
        """Read the zip; HandOutGone."""
        ...

    async def redact(self, wanted: WantedCopy) -> RedactedCopy:
        """Make a redacted copy; RedactionRefused, RecordingNotFound, AudioNotReady."""
        ...

    async def list_copies(self, recording: str) -> Redactable:
        """How long it is, and its copies; RecordingNotFound, AudioNotReady."""
        ...

    async def switch(self, exchange: str, *, stop: bool, actor: str, reason: str) -> None:
        """Stop a recorder or start it by a person's word; RecorderStandsSo."""
        ...
