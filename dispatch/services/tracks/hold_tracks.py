"""The tracks of an incident's runs are held: no setting takes their days out."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.track_keeping import TrackHold, TracksHeldAlready
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class HoldTracks:
    """Which incident, and why."""

    incident_id: UUID
    reason: str


async def hold_tracks(command: HoldTracks, tx: Transaction) -> TrackHold:
    """Hold them; IncidentNotFound, TracksHeldAlready."""
    incident = await tx.incidents.get(command.incident_id)
    if await tx.track_holds.find(incident.id):
        raise TracksHeldAlready
    hold = TrackHold(incident.id, command.reason, tx.origin.actor, tx.now)
    await tx.track_holds.save(hold)
    entry = AuditEntry(tx.now, tx.origin.actor, "hold_tracks", incident.number, command.reason)
    await tx.audit.add(entry)
    return hold
