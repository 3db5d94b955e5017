"""A shift leader lifts a lock before its time."""

from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.events import Kind
from dispatch.domain.nuisance import NumberLock
from dispatch.domain.nuisance_events import lock_event
from dispatch.ports.transaction import Transaction


async def lift_lock(lock_id: UUID, staff_number: str, tx: Transaction) -> NumberLock:
    """End it at once; LockOver when it has ended."""
    lifted = (await tx.nuisance.get_lock(lock_id)).lifted(staff_number, tx.now)
    await tx.nuisance.save_lock(lifted)
    await tx.deadlines.clear(DeadlineKind.NUMBER_LOCK, str(lock_id))
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "lift_lock", str(lock_id), None))
    tx.events.append(lock_event(Kind.NUMBER_LOCK_ENDED, lifted))
    return lifted
