"""What is read of incidents outside of commands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.call_story import ToldCalls
from dispatch.domain.complaint import UsedComplaint
from dispatch.domain.incident import Incident, IncidentState


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents, newest first."""

    state: IncidentState | None
    before: datetime | None
    limit: int


@dataclass(frozen=True, slots=True)
class Story:
    """An incident with what its calls left behind.

    Args:
        events: In order, each as the JSON of StoredEvent.
        recordings: Names, oldest first.
    """

    incident: Incident
    events: Sequence[str]
    recordings: Sequence[str]


class IncidentQueries(Protocol):
    """Reads. All raise DatabaseAway when the database cannot be asked."""

    async def find_incident(self, incident_id: UUID) -> Incident | None:
        """Find an incident."""
        ...

    async def list_incidents(self, wanted: IncidentFilter) -> Sequence[Incident]:
        """Give incidents, newest first."""
        ...

    async def list_worked(self) -> Sequence[Incident]:
        """Give the incidents that are neither closed nor merged, oldest first."""
        ...

    async def read_story(self, incident_id: UUID, limit: int) -> Story | None:
        """Read the events about an incident, its calls and what was merged into it."""
        ...

    async def read_told_calls(self, asked: Sequence[UUID]) -> ToldCalls:
        """Read some calls, the calls that go back to them, and rooms and leaders on them."""
        ...

    async def find_incident_of(self, call_id: UUID) -> UUID | None:
        """Find the incident to which a call belongs."""
        ...

    async def read_events(self, subjects: Sequence[UUID], limit: int) -> Sequence[str]:
        """Read the events about some things, in order, each as the JSON of StoredEvent."""
        ...

    async def list_complaints(self, staff_number: str) -> Sequence[UsedComplaint]:
        """Give the table of chief complaints, what a person used most often first."""
        ...
