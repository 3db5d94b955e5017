"""Somebody looks at how vehicles were driven: it is accounted for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.audit import AuditEntry
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ViewMileage:
    """Which vehicles, by their names, of when."""

    vehicles: Sequence[str]
    since: datetime
    until: datetime


async def view_mileage(command: ViewMileage, tx: Transaction) -> None:
    """Account for the look; it is read after this."""
    span = f"{command.since.isoformat()}/{command.until.isoformat()}"
    subject = f"{' '.join(command.vehicles)}/{span}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "view_mileage", subject, None))
