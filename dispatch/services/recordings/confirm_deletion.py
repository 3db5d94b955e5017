"""The second of two persons who delete a recording's sound."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.ports.recording_keeper import RecordingKeeper
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ConfirmDeletion:
    """Which recording."""

    name: str
    by: str


async def confirm_deletion(
    command: ConfirmDeletion, tx: Transaction, keeper: RecordingKeeper
) -> None:
    """Have the recorder keep it in its own book, then account for it here.

    Raises:
        RecordingNotFound: No recorder knows it.
        SamePerson: Who asked cannot confirm.
        DeletionNotAsked: Nobody has asked.
        RecordingOnHold: Somebody holds it.
    """
    await keeper.confirm_deletion(command.name, by=command.by)
    reason = None
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "confirm_deletion", command.name, reason)
    )
