"""Somebody without the right wanted to search recordings or to listen to one."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.people import Verb
from dispatch.ports.transaction import Transaction


async def deny_recordings(verb: Verb, subject: str, tx: Transaction) -> None:
    """Account for the attempt, which is refused after this.

    Args:
        verb: The right that was missing.
        subject: The recording's name, or what stands in the place of one.
        tx: The unit of work.
    """
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, f"{verb}_denied", subject, None))
