"""A leader ends a talk at a seat."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.call import Call
from dispatch.domain.events import Kind, call_event
from dispatch.domain.supervision import must_be_a_talk
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ForceRelease:
    """Which call."""

    call_id: UUID


async def force_release(command: ForceRelease, tx: Transaction) -> Call:
    """Account for the order before the exchange is given it; the exchange then tells the end."""
    call = await tx.calls.get(command.call_id)
    must_be_a_talk(call)
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "force_release", str(call.id), None))
    tx.events.append(call_event(Kind.CALL_FORCE_RELEASED, call))
    return call
