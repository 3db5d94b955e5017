"""Surges on the wire."""

from datetime import datetime
from uuid import UUID

from dispatch.contracts.base import Command, View


class SurgeView(View):
    """One surge; place is what the announcement names, a street and no address."""

    id: UUID
    started_by: str
    started_at: datetime
    until: datetime
    incident_id: UUID | None
    place: str | None
    stopped_at: datetime | None
    stopped_by: str | None


class StartSurge(Command):
    """Begin a surge, about an incident or without one."""

    incident_id: UUID | None = None


class SurgeEvent(View):
    """Payload of every event of a surge."""

    surge: SurgeView
