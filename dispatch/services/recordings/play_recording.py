"""Somebody listens to a recording."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, look_event
from dispatch.domain.people import Person
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PlayRecording:
    """Who listens to which recording; call_id where it is labelled."""

    name: str
    call_id: UUID | None
    reason: str | None
    by: Person


async def play_recording(command: PlayRecording, tx: Transaction) -> None:
    """Account for it before the first byte is given."""
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "play_recording", command.name, command.reason)
    )
    subjects = () if command.call_id is None else (command.call_id,)
    tx.events.append(
        look_event(Kind.RECORDING_PLAYED, command.by, command.name, command.reason, *subjects)
    )
