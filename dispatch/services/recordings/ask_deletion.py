"""The first of two persons who delete a recording's sound."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.ports.recording_keeper import RecordingKeeper
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class AskDeletion:
    """Which recording, and why."""

    name: str
    reason: str
    by: str


async def ask_deletion(command: AskDeletion, tx: Transaction, keeper: RecordingKeeper) -> None:
    """Have the recorder keep it in its own book, then account for it here.

    Raises:
        RecordingNotFound: No recorder knows it.
        RecordingTooYoung: Sound is kept for a year at least.
        RecordingOnHold: Somebody holds it.
        DeletionAsked: Somebody else has asked already.
    """
    await keeper.ask_deletion(command.name, by=command.by, reason=command.reason)
    entry = AuditEntry(tx.now, tx.origin.actor, "ask_deletion", command.name, command.reason)
    await tx.audit.add(entry)
