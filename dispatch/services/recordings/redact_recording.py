"""Somebody had a redacted copy made of a recording."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind
from dispatch.domain.hand_out import release_event
from dispatch.domain.people import Person
from dispatch.domain.redaction import RedactedCopy
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RedactRecording:
    """The copy that its recorder made; call_id where the original is labelled."""

    copy: RedactedCopy
    call_id: UUID | None
    by: Person


async def redact_recording(command: RedactRecording, tx: Transaction) -> RedactedCopy:
    """Account for the copy before anybody is told of it."""
    copy = command.copy
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "redact_recording", copy.name, copy.reason)
    )
    tx.events.append(
        release_event(Kind.RECORDING_REDACTED, command.by, copy.name, copy.reason, command.call_id)
    )
    return copy
