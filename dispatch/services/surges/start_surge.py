"""A surge begins: one key, from an incident or without one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, surge_event
from dispatch.domain.surge import Surge, SurgeRuns, find_spoken
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class StartSurge:
    """Who begins it, and about which incident.

    Args:
        voices: Recorded places, by their names.
    """

    incident_id: UUID | None
    by: str
    voices: Mapping[str, str]


async def start_surge(command: StartSurge, tx: Transaction) -> Surge:
    """Begin it for as long as the site says; SurgeRuns when there is one.

    The announcement names the incident's place where a part of it is recorded, and none otherwise.
    """
    if await tx.surges.find_running(tx.now) is not None:
        raise SurgeRuns
    place, voice = find_spoken(await _scene(command.incident_id, tx), command.voices)
    site = await tx.site.current()
    surge = Surge(
        id=tx.new_id(),
        started_by=command.by,
        started_at=tx.now,
        until=tx.now + timedelta(minutes=site.surge_lasts_min),
        incident_id=command.incident_id,
        place=place,
        voice=voice,
    )
    await tx.surges.save(surge)
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "start_surge", str(surge.id), None))
    tx.events.append(surge_event(Kind.SURGE_STARTED, surge))
    return surge


async def _scene(incident_id: UUID | None, tx: Transaction) -> str:
    if incident_id is None:
        return ""
    incident = await tx.incidents.get(incident_id)
    return incident.scene.text if incident.scene else ""
