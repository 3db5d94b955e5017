"""Somebody takes the list of calls away."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.period import Period
from dispatch.ports.transaction import Transaction


async def export_calls(period: Period, tx: Transaction) -> None:
    """Account for the export; the list is read after this."""
    subject = f"{period.since.isoformat()}/{period.until.isoformat()}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "export_calls", subject, None))
