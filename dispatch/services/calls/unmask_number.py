"""Somebody looks behind the mask of a call."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.call import Call
from dispatch.domain.events import Kind, look_event
from dispatch.domain.people import Person
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class UnmaskNumber:
    """Who wants to see which call in full, and why."""

    call_id: UUID
    reason: str
    by: Person


async def unmask_number(command: UnmaskNumber, tx: Transaction) -> Call:
    """Give the call in full and account for the look: the same transaction does both."""
    call = await tx.calls.get(command.call_id)
    subject = str(call.id)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "unmask_number", subject, command.reason)
    )
    tx.events.append(look_event(Kind.NUMBER_UNMASKED, command.by, subject, command.reason, call.id))
    return call
