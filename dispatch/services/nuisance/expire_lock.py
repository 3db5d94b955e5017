"""A lock has run its time. The exchange ended it by itself, by the instant that it was told."""

from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind
from dispatch.domain.nuisance_events import lock_event
from dispatch.ports.transaction import Transaction


async def expire_lock(lock_id: UUID, tx: Transaction) -> None:
    """End it; one that was lifted meanwhile is left alone."""
    lock = await tx.nuisance.get_lock(lock_id)
    if lock.ended_at is not None:
        return
    expired = lock.ended(tx.now)
    await tx.nuisance.save_lock(expired)
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "expire_lock", str(lock_id), None))
    tx.events.append(lock_event(Kind.NUMBER_LOCK_ENDED, expired))
