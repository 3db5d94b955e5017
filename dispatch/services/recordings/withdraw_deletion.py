"""A person takes back a deletion that is not confirmed."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.ports.recording_keeper import RecordingKeeper
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class WithdrawDeletion:
    """Which recording."""

    name: str
    by: str


async def withdraw_deletion(
    command: WithdrawDeletion, tx: Transaction, keeper: RecordingKeeper
) -> None:
    """Have the recorder keep it in its own book, then account for it here.

    Raises:
        RecordingNotFound: No recorder knows it.
        DeletionNotAsked: Nobody has asked, or it is confirmed.
    """
    await keeper.withdraw_deletion(command.name, by=command.by)
    reason = None
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "withdraw_deletion", command.name, reason)
    )
