"""The recorders' releases in memory: what was asked, and what they answer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from dispatch.domain.errors import DomainError
from dispatch.domain.hand_out import HandOutStanding
from dispatch.domain.redaction import Redactable, RedactedCopy
from dispatch.ports.recordings import Media
from dispatch.ports.releases import WantedCopy, WantedHandOut

MAKING = HandOutStanding("making", 0, 1, None, None, None)


@dataclass
class MemoryReleases:
    """What was asked of the recorders, and what they answer."""

    begun: list[WantedHandOut] = field(default_factory=list)
    switched: list[tuple[str, bool, str, str]] = field(default_factory=list)
    copies: list[WantedCopy] = field(default_factory=list)
    standing: HandOutStanding = MAKING
    refusal: DomainError | None = None
    content: bytes = b"PK"

    async def begin(self, wanted: WantedHandOut) -> HandOutStanding:
        if self.refusal is not None:
            raise self.refusal
        self.begun.append(wanted)
        return self.standing

    async def get(self, exchange: str, hand_out_id: UUID) -> HandOutStanding:
        return self.standing

    async def read(self, exchange: str, hand_out_id: UUID, byte_range: str | None) -> Media:
        async def body() -> AsyncIterator[bytes]:
            yield self.content

        return Media(200, {"content-type": "application/zip"}, body())

    async def redact(self, wanted: WantedCopy) -> RedactedCopy:
        if self.refusal is not None:
            raise self.refusal
        self.copies.append(wanted)
        return RedactedCopy(
            name=f"{wanted.parent}-r1",
            parent=wanted.parent,
            spans=tuple(wanted.spans),
            filling=wanted.filling,
            actor=wanted.actor,
            reason=wanted.reason,
            made_at=datetime(2026, 11, 22, 2, tzinfo=UTC),
        )

    async def switch(self, exchange: str, *, stop: bool, actor: str, reason: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.switched.append((exchange, stop, actor, reason))

    async def list_copies(self, recording: str) -> Redactable:
        return Redactable(4000, 8000, ())
