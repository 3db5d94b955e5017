"""Somebody takes recordings out of the centre as files."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind
from dispatch.domain.hand_out import release_event
from dispatch.domain.people import Person
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class HandOutRecordings:
    """Who takes which recordings in which form, and why; `locked` is a password.

    Args:
        recordings: Name and, where it is labelled, call of each.
    """

    recordings: Sequence[tuple[str, UUID | None]]
    form: str
    locked: bool
    reason: str
    by: Person


async def hand_out_recordings(command: HandOutRecordings, tx: Transaction) -> None:
    """Account for each of them before a file can be read."""
    form = f"{command.form}+password" if command.locked else command.form
    for name, call_id in command.recordings:
        subject = f"{name}.{form}"
        await tx.audit.add(
            AuditEntry(tx.now, tx.origin.actor, "hand_out_recording", subject, command.reason)
        )
        tx.events.append(
            release_event(Kind.RECORDING_HANDED_OUT, command.by, subject, command.reason, call_id)
        )
