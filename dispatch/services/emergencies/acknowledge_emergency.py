"""A person at a seat has seen an emergency and takes it on."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.emergency import Emergency
from dispatch.domain.emergency_events import emergency_event
from dispatch.domain.events import Kind
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class AcknowledgeEmergency:
    """Which one, by whom.

    Args:
        raisings: How many presses the person saw: a later one is not acknowledged by this key.
    """

    emergency_id: UUID
    raisings: int
    by: str
    name: str


async def acknowledge_emergency(command: AcknowledgeEmergency, tx: Transaction) -> Emergency:
    """Keep who has it; the first stays. IllegalMove when it has ended."""
    known = await tx.emergencies.get(command.emergency_id)
    if known.raisings > command.raisings:
        return known
    acknowledged = known.acknowledged(command.by, command.name, tx.now)
    if acknowledged == known:
        return known
    await tx.emergencies.save(acknowledged)
    await tx.deadlines.clear(DeadlineKind.EMERGENCY_ACKNOWLEDGE, str(known.id))
    entry = AuditEntry(tx.now, tx.origin.actor, "acknowledge_emergency", str(known.id), None)
    await tx.audit.add(entry)
    tx.events.append(emergency_event(Kind.EMERGENCY_ACKNOWLEDGED, acknowledged))
    return acknowledged
