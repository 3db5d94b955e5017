"""A technician tried the gateway's line-to-phone fall-back, which no program can try."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.fall_back import VERB, outcome_of
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class NoteFallBackTrial:
    """What came of it.

    Args:
        by: Who tried it: a name or staff number.
        worked: Whether a call reached the plain telephone with both exchanges without power.
        note: Such as which lines were tried.
    """

    by: str
    worked: bool
    note: str | None


async def note_fall_back_trial(command: NoteFallBackTrial, tx: Transaction) -> None:
    """Keep it in the audit trail, where nothing is taken away or changed."""
    await tx.audit.add(
        AuditEntry(
            tx.now,
            f"technician:{command.by}",
            VERB,
            outcome_of(worked=command.worked),
            command.note,
        )
    )
