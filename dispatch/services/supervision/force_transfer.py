"""A leader leads a running talk from one seat to another."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.call import Call
from dispatch.domain.events import Kind, call_event
from dispatch.domain.transfer import must_be_led_to
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ForceTransfer:
    """Which call, and to which seat."""

    call_id: UUID
    to_seat: int


async def force_transfer(command: ForceTransfer, tx: Transaction) -> Call:
    """Account for the order before the exchange is given it; the exchange tells what comes."""
    call = await tx.calls.get(command.call_id)
    must_be_led_to(call, command.to_seat, await tx.seats.list_all())
    way = f"seat {call.seat} to {command.to_seat}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "force_transfer", str(call.id), way))
    tx.events.append(call_event(Kind.CALL_FORCE_TRANSFERRED, call))
    return call
