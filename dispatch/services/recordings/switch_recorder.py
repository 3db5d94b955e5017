"""Somebody stops a recorder, or starts it again."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind
from dispatch.domain.hand_out import release_event
from dispatch.domain.people import Person
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SwitchRecorder:
    """Who does what with the recorder of an exchange, and why."""

    exchange: str
    stop: bool
    reason: str
    by: Person


async def switch_recorder(command: SwitchRecorder, tx: Transaction) -> None:
    """Account for it."""
    verb = "stop_recorder" if command.stop else "start_recorder"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, verb, command.exchange, command.reason))
    kind = Kind.RECORDER_STOPPED if command.stop else Kind.RECORDER_STARTED
    tx.events.append(release_event(kind, command.by, command.exchange, command.reason, None))
