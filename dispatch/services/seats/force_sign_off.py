"""A leader signs somebody else off, for a reason."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.events import Kind, seat_event
from dispatch.domain.seat import Seat, SeatNotYours
from dispatch.ports.transaction import Transaction
from dispatch.services.give_tasks_back import give_tasks_back
from dispatch.services.leave_wrap_up import leave_wrap_up
from dispatch.services.withdraw_handovers import withdraw_handovers


@dataclass(frozen=True, slots=True)
class ForceSignOff:
    """Which seat, and why."""

    number: int
    reason: str


async def force_sign_off(command: ForceSignOff, tx: Transaction) -> Seat:
    """Empty the seat whatever its call-taker holds: his call-backs go back to all.

    Raises:
        IllegalMove: It rings or talks: no leader's key ends a talk here.
        SeatNotYours: Nobody sits there.
    """
    seat = await tx.seats.get(command.number)
    if seat.staff_number is None:
        raise SeatNotYours(seat=command.number)
    left = seat.signed_off(tx.now)
    await leave_wrap_up(seat, tx)
    await tx.seats.save(left)
    await tx.deadlines.clear(DeadlineKind.WRAP_UP, str(command.number))
    await withdraw_handovers(command.number, tx)
    await give_tasks_back(seat.staff_number, tx)
    subject = f"{seat.number}/{seat.staff_number}"
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "force_sign_off", subject, command.reason)
    )
    tx.events.append(seat_event(Kind.SEAT_SIGNED_OFF, left))
    return left
