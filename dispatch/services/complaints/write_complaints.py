"""An administrator writes the table of chief complaints."""

from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.complaint import Complaint, must_be_distinct
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class WriteComplaints:
    """The whole table, in its order."""

    table: Sequence[Complaint]


async def write_complaints(command: WriteComplaints, tx: Transaction) -> None:
    """Put it in place of the one before; ComplaintRepeated when a code comes twice."""
    must_be_distinct(command.table)
    await tx.complaints.replace(command.table)
    subject = f"complaints:{len(command.table)}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "write_complaints", subject, None))
