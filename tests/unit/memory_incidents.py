"""Incidents and chief complaints in memory, with the promises of their ports."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from dispatch.domain.call_link import CallMovedMeanwhile
from dispatch.domain.complaint import Complaint
from dispatch.domain.first_complaints import FIRST_COMPLAINTS
from dispatch.domain.incident import Incident, IncidentNotFound


class MemoryIncidents:
    """See `dispatch.ports.incidents`."""

    def __init__(self, incidents: Sequence[Incident] = ()) -> None:
        self._rows = {one.id: one for one in incidents}
        self.counts: dict[date, int] = {}

    def __iter__(self) -> Iterator[Incident]:
        return iter(list(self._rows.values()))

    def __getitem__(self, incident_id: UUID) -> Incident:
        return self._rows[incident_id]

    def kept(self) -> dict[UUID, Incident]:
        """Give all of them, to be put back when a use case refuses."""
        return dict(self._rows)

    def restore(self, kept: dict[UUID, Incident]) -> None:
        """Undo what was stored since."""
        self._rows = dict(kept)

    async def get(self, incident_id: UUID) -> Incident:
        if incident_id not in self._rows:
            raise IncidentNotFound
        return self._rows[incident_id]

    async def get_both(self, one: UUID, other: UUID) -> tuple[Incident, Incident]:
        return await self.get(one), await self.get(other)

    async def find_id_of_call(self, call_id: UUID) -> UUID | None:
        return next((one.id for one in self if call_id in one.calls), None)

    async def list_worked(self) -> Sequence[Incident]:
        return sorted((one for one in self if one.worked), key=lambda one: (one.opened_at, one.id))

    async def next_count(self, day: date) -> int:
        self.counts[day] = self.counts.get(day, 0) + 1
        return self.counts[day]

    async def save(self, incident: Incident) -> None:
        others = [one for one in self if one.id != incident.id]
        if any(set(one.calls) & set(incident.calls) for one in others):
            raise CallMovedMeanwhile
        self._rows[incident.id] = incident


class MemoryComplaints:
    """See `dispatch.ports.complaints`."""

    def __init__(self, table: Sequence[Complaint] = ()) -> None:
        self.table = tuple(table)

    async def list_all(self) -> Sequence[Complaint]:
        return self.table or FIRST_COMPLAINTS

    async def replace(self, table: Sequence[Complaint]) -> None:
        self.table = tuple(table)
