"""A seat marks a call as a nuisance; marks that suffice lock its number for a time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind
from dispatch.domain.nuisance import (
    COMMON_LOCK_HOURS,
    MARK_COUNTS_FOR,
    NuisanceMark,
    NumberLock,
    NumberProtected,
    NumberWithheld,
    find_protection,
    lock_until,
    marks_suffice,
)
from dispatch.domain.nuisance_events import lock_event, mark_event
from dispatch.domain.people import Person, Role
from dispatch.domain.seat import SeatNotYours
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class MarkNuisance:
    """Who finds which call a nuisance, and how long its number shall be locked, hours."""

    call_id: UUID
    by: Person
    hours: int = COMMON_LOCK_HOURS


@dataclass(frozen=True, slots=True)
class Marked:
    """What came of a mark; lock is None while it takes another seat's."""

    number: str
    lock: NumberLock | None


async def mark_nuisance(command: MarkNuisance, tx: Transaction) -> Marked:
    """Store the mark, and lock the number when this mark suffices.

    Raises:
        NumberWithheld: There is no number to lock.
        NumberProtected: The number is never locked; its parameter says why.
        SeatNotYours: A call-taker without a seat.
        LockTooLong: A time that is not offered.
    """
    number = (await tx.calls.get(command.call_id)).number
    if number is None:
        raise NumberWithheld
    until = lock_until(tx.now, command.hours)
    await _must_not_be_protected(number, tx)
    mark = await _mark(command, number, tx)
    await tx.nuisance.add_mark(mark)
    await _account("mark_nuisance", str(command.call_id), tx)
    tx.events.append(mark_event(mark))
    return Marked(number, await _lock(number, until, tx))


async def _mark(command: MarkNuisance, number: str, tx: Transaction) -> NuisanceMark:
    by_leader = Role.SHIFT_LEADER in command.by.roles
    seat = await tx.seats.find_of_staff(command.by.staff_number)
    if seat is None and not by_leader:
        raise SeatNotYours
    return NuisanceMark(
        id=tx.new_id(),
        number=number,
        call_id=command.call_id,
        seat=seat.number if seat else None,
        by=command.by.staff_number,
        by_leader=by_leader,
        at=tx.now,
    )


async def _must_not_be_protected(number: str, tx: Transaction) -> None:
    why = find_protection(
        number,
        await tx.nuisance.list_protected(),
        await tx.nuisance.list_open_numbers(),
        (await tx.site.current()).area_code,
    )
    if why is not None:
        raise NumberProtected(reason=why)


async def _lock(number: str, until: datetime, tx: Transaction) -> NumberLock | None:
    running = await tx.nuisance.find_lock(number)
    marks = await tx.nuisance.list_marks(number, tx.now - MARK_COUNTS_FOR)
    if running is not None or not marks_suffice(marks, tx.now):
        return running
    lock = NumberLock(
        id=tx.new_id(),
        number=number,
        locked_by=tuple(sorted({mark.by for mark in marks})),
        locked_at=tx.now,
        until=until,
    )
    await tx.nuisance.save_lock(lock)
    await tx.deadlines.set(Deadline(DeadlineKind.NUMBER_LOCK, str(lock.id), until))
    await _account("lock_number", str(lock.id), tx)
    tx.events.append(lock_event(Kind.NUMBER_LOCKED, lock))
    return lock


async def _account(verb: str, subject: str, tx: Transaction) -> None:
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, verb, subject, None))
