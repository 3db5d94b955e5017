"""The tracks of an incident's runs are held no longer."""

from dataclasses import dataclass, replace
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.track_keeping import TrackHold, TracksNotHeld
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ReleaseTracks:
    """Which incident, and why."""

    incident_id: UUID
    reason: str


async def release_tracks(command: ReleaseTracks, tx: Transaction) -> TrackHold:
    """Let go; IncidentNotFound, TracksNotHeld."""
    incident = await tx.incidents.get(command.incident_id)
    hold = await tx.track_holds.find(incident.id)
    if hold is None:
        raise TracksNotHeld
    released = replace(hold, released_by=tx.origin.actor, released_at=tx.now)
    await tx.track_holds.save(released)
    entry = AuditEntry(tx.now, tx.origin.actor, "release_tracks", incident.number, command.reason)
    await tx.audit.add(entry)
    return released
