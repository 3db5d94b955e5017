"""A leader begins to hear a running recording, with its last minute first."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, look_event
from dispatch.domain.people import Person
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class HearLive:
    """Who hears which recording of which call."""

    name: str
    call_id: UUID
    by: Person


async def hear_live(command: HearLive, tx: Transaction) -> None:
    """Account for it before the first byte is given."""
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "hear_live", command.name, None))
    tx.events.append(
        look_event(Kind.RECORDING_PLAYED, command.by, command.name, None, command.call_id)
    )
