"""The audit trail."""

from typing import Protocol

from dispatch.domain.audit import AuditEntry


class AuditTrail(Protocol):
    """Rows that are only ever added."""

    async def add(self, entry: AuditEntry) -> None:
        """Store one entry."""
        ...
