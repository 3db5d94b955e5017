"""Somebody reads the audit trail."""

from dispatch.domain.audit import AuditEntry
from dispatch.ports.transaction import Transaction


async def view_audit(before: int | None, tx: Transaction) -> None:
    """Account for the look; the trail is read after this.

    Args:
        before: From before which place it is read; None is its end.
        tx: The unit of work.
    """
    subject = "newest" if before is None else f"before:{before}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "view_audit", subject, None))
