"""Somebody takes a report with a map away."""

from dispatch.domain.area_report import AreaReportKind
from dispatch.domain.audit import AuditEntry
from dispatch.domain.period import Period
from dispatch.ports.transaction import Transaction


async def export_area_report(kind: AreaReportKind, period: Period, tx: Transaction) -> None:
    """Account for the export; the report is drawn after this."""
    subject = f"{kind}/{period.since.isoformat()}/{period.until.isoformat()}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "export_area_report", subject, None))
