"""Nobody has acknowledged an emergency in time: it becomes louder, and leaders are told."""

from dataclasses import replace
from uuid import UUID

from dispatch.domain.emergency import EmergencyState
from dispatch.domain.emergency_events import emergency_event
from dispatch.domain.events import Kind
from dispatch.ports.transaction import Transaction


async def find_emergency_overdue(emergency_id: UUID, tx: Transaction) -> None:
    """Tell it once a press; one that somebody has meanwhile is left alone."""
    known = await tx.emergencies.get(emergency_id)
    if known.state is not EmergencyState.RAISED:
        return
    overdue = replace(known, overdue_at=tx.now)
    await tx.emergencies.save(overdue)
    tx.events.append(emergency_event(Kind.EMERGENCY_OVERDUE, overdue))
