"""A leader goes onto a talk."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, supervision_event
from dispatch.domain.people import Person
from dispatch.domain.seat import Seat, SeatNotYours
from dispatch.domain.supervision import (
    AlreadySupervising,
    Mode,
    Supervision,
    begin,
    must_be_free,
)
from dispatch.ports.transaction import Transaction

# The exchange tells at once when a phone does not answer; this is for when it does not tell.
TOLD_WITHIN_S = 5.0


@dataclass(frozen=True, slots=True)
class BeginSupervisionOf:
    """Who goes onto which call, and how.

    Args:
        phone_seat: The unmanned seat whose phone is to carry him; None is his own seat's.
    """

    supervision_id: UUID
    call_id: UUID
    mode: Mode
    by: Person
    phone_seat: int | None = None


async def begin_supervision(command: BeginSupervisionOf, tx: Transaction) -> Supervision:
    """Account for the order before the exchange is given it.

    The row is CALLING until the exchange tells that the leader's phone is on the talk. If nothing
    is told, because the server that was to order died or the exchange is away, a deadline ends it.
    """
    call = await tx.calls.get(command.call_id)
    seat = await _phone_of(command, tx)
    must_be_free(seat, command.by.staff_number)
    for other in await tx.supervisions.list_open():
        if command.by.staff_number == other.staff_number or other.phone_seat == seat.number:
            raise AlreadySupervising
    begun = begin(
        command.supervision_id,
        call,
        staff_number=command.by.staff_number,
        phone_seat=seat.number,
        mode=command.mode,
        at=tx.now,
    )
    await tx.supervisions.save(begun)
    rings_s = (await tx.site.current()).timings.leader_answers_within_s
    due_at = tx.now + timedelta(seconds=rings_s + TOLD_WITHIN_S)
    await tx.deadlines.set(Deadline(DeadlineKind.SUPERVISION_ANSWER, str(begun.id), due_at))
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, f"supervise:{begun.mode}", str(call.id), None)
    )
    tx.events.append(supervision_event(Kind.SUPERVISION_ASKED, begun))
    return begun


async def _phone_of(command: BeginSupervisionOf, tx: Transaction) -> Seat:
    if command.phone_seat is not None:
        return await tx.seats.get(command.phone_seat)
    own = await tx.seats.find_of_staff(command.by.staff_number)
    if own is None:
        raise SeatNotYours
    return own
