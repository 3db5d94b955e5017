"""A person lets a held recording go."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.ports.recording_keeper import RecordingKeeper
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ReleaseRecording:
    """Which recording, and why."""

    name: str
    reason: str
    by: str


async def release_recording(
    command: ReleaseRecording, tx: Transaction, keeper: RecordingKeeper
) -> None:
    """Have the recorder keep it in its own book, then account for it here.

    Raises:
        RecordingNotFound: No recorder knows it.
        RecordingNotHeld: Nobody holds it.
    """
    await keeper.release(command.name, by=command.by, reason=command.reason)
    reason = command.reason
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "release_recording", command.name, reason)
    )
