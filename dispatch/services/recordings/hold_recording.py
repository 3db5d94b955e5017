"""A person holds a recording: nothing deletes it until it is released."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.ports.recording_keeper import RecordingKeeper
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class HoldRecording:
    """Which recording, and why."""

    name: str
    reason: str
    by: str


async def hold_recording(command: HoldRecording, tx: Transaction, keeper: RecordingKeeper) -> None:
    """Have the recorder keep it in its own book, then account for it here.

    Raises:
        RecordingNotFound: No recorder knows it.
        RecorderAway: Its recorder does not answer; then it is not held.
    """
    await keeper.hold(command.name, by=command.by, reason=command.reason)
    entry = AuditEntry(tx.now, tx.origin.actor, "hold_recording", command.name, command.reason)
    await tx.audit.add(entry)
