"""A person says why an emergency is over."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.emergency import Emergency, EndReason
from dispatch.domain.emergency_events import emergency_event
from dispatch.domain.events import Kind
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class EndEmergency:
    """Which one, and why; by is a staff number."""

    emergency_id: UUID
    reason: EndReason
    by: str


async def end_emergency(command: EndEmergency, tx: Transaction) -> Emergency:
    """End it; IllegalMove where nobody has acknowledged it."""
    known = await tx.emergencies.get(command.emergency_id)
    ended = known.ended(command.by, command.reason, tx.now)
    if ended == known:
        return known
    await tx.emergencies.save(ended)
    entry = AuditEntry(tx.now, tx.origin.actor, "end_emergency", str(known.id), command.reason)
    await tx.audit.add(entry)
    tx.events.append(emergency_event(Kind.EMERGENCY_ENDED, ended))
    return ended
