"""A surge 突发: many people call about one accident."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from dispatch.domain.errors import DomainError

# What is spoken where no place can be.
ANY_PLACE = "any"
LONGEST_SURGE_S = 24 * 3600


class SurgeRuns(DomainError):
    """There is a surge already."""

    code = "surge_runs"


class NoSurge(DomainError):
    """There is no surge now."""

    code = "no_surge"


@dataclass(frozen=True, slots=True)
class Surge:
    """One surge.

    Args:
        until: When it ends by itself.
        place: What is spoken of the place; None: the announcement names none.
        voice: Name of the place's recorded part, ANY_PLACE without one.
    """

    id: UUID
    started_by: str
    started_at: datetime
    until: datetime
    incident_id: UUID | None
    place: str | None
    voice: str
    stopped_at: datetime | None = None
    stopped_by: str | None = None

    def runs(self, at: datetime) -> bool:
        """Tell whether it is on."""
        return self.stopped_at is None and at < self.until

    def stopped(self, by: str, at: datetime) -> "Surge":
        """End it before its time; NoSurge when it has ended."""
        if not self.runs(at):
            raise NoSurge
        return replace(self, stopped_at=at, stopped_by=by)

    @property
    def entry(self) -> str:
        """Give what an exchange keeps of it."""
        return f"{self.voice}-{int(self.until.timestamp())}"


def find_spoken(text: str, voices: Mapping[str, str]) -> tuple[str | None, str]:
    """Find the longest recorded name in a place's text; without one ANY_PLACE is spoken."""
    found = max((name for name in voices if name in text), key=len, default=None)
    return found, ANY_PLACE if found is None else voices[found]
