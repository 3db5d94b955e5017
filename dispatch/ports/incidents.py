"""Where incidents are kept."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from dispatch.domain.incident import Incident


class IncidentRepository(Protocol):
    """Incidents; what `get` and `get_both` give is locked until the transaction ends.

    Lock order: call, incident, order, vehicle; two incidents in the order of their ids.
    """

    async def get(self, incident_id: UUID) -> Incident:
        """Give an incident; IncidentNotFound."""
        ...

    async def get_both(self, one: UUID, other: UUID) -> tuple[Incident, Incident]:
        """Give two incidents, in the order asked; IncidentNotFound."""
        ...

    async def find_id_of_call(self, call_id: UUID) -> UUID | None:
        """Find the incident to which a call belongs; not locked, so look again once it is."""
        ...

    async def list_worked(self) -> Sequence[Incident]:
        """Give the incidents that are neither closed nor merged, oldest first; none is locked."""
        ...

    async def next_count(self, day: date) -> int:
        """Give the next incident of a day its count, first is 1; others wait for the commit."""
        ...

    async def save(self, incident: Incident) -> None:
        """Store an incident, new or changed, with the calls that belong to it.

        An incident that gives calls away is stored before the one that takes them.

        Raises:
            CallMovedMeanwhile: A call that was gained belongs to another incident.
        """
        ...
