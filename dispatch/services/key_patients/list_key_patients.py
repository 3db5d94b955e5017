"""Somebody searches the register of key patients."""

from dispatch.domain.audit import AuditEntry
from dispatch.ports.transaction import Transaction


async def list_key_patients(text: str, tx: Transaction) -> None:
    """Account for the search: that a person is in the register is a secret of its own.

    Args:
        text: What was searched for; only its length is kept.
        tx: The unit of work.
    """
    subject = f"characters:{len(text)}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "list_key_patients", subject, None))
