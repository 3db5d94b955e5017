"""Marking, locking, lifting; a locked caller is counted, not shown to a seat, and comes through."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dispatch.domain.call import Call, EndedBy
from dispatch.domain.call_note import CallNote
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.nuisance import (
    LockOver,
    NumberLock,
    NumberProtected,
    NumberWithheld,
    Protection,
)
from dispatch.domain.people import Person, Role
from dispatch.domain.seat import Seat, SeatKind, SeatNotYours, SeatState
from dispatch.domain.signal import CallerBrokeThrough, CallOffered
from dispatch.services.calls.break_through import break_through
from dispatch.services.calls.record_offered_call import record_offered_call
from dispatch.services.nuisance.expire_lock import expire_lock
from dispatch.services.nuisance.lift_lock import lift_lock
from dispatch.services.nuisance.mark_nuisance import Marked, MarkNuisance, mark_nuisance
from dispatch.services.tasks.open_call_back import open_call_back
from tests.unit.core.a_call import known_call
from tests.unit.memory_transaction import NOON, MemoryTransaction

pytestmark = pytest.mark.mission("A17")

NUMBER = "13800138000"
NUISANCE = replace(known_call(), number=NUMBER)


def person(staff_number: str, role: Role = Role.CALL_TAKER) -> Person:
    return Person(staff_number, "某", frozenset({role}), "", active=True)


def seat(number: int, staff_number: str) -> Seat:
    return Seat(
        number=number,
        kind=SeatKind.SOFT,
        state=SeatState.READY,
        since=NOON,
        staff_number=staff_number,
        phone_reachable=True,
    )


ONE, OTHER, LEADER = person("1027"), person("1028"), person("9001", Role.SHIFT_LEADER)


def centre(*calls: Call) -> MemoryTransaction:
    return MemoryTransaction(calls=calls or [NUISANCE], seats=[seat(1, "1027"), seat(2, "1028")])


async def mark(tx: MemoryTransaction, by: Person, *, hours: int = 4) -> Marked:
    return await mark_nuisance(MarkNuisance(NUISANCE.id, by, hours), tx)


async def locked(tx: MemoryTransaction) -> NumberLock:
    lock = (await mark(tx, LEADER)).lock
    assert lock is not None
    return lock


async def test_one_seats_mark_locks_nothing():
    tx = centre()
    assert (await mark(tx, ONE)).lock is None
    assert (await mark(tx, ONE)).lock is None
    assert "number_locked" not in tx.told
    assert [entry.verb for entry in tx.audit] == ["mark_nuisance"] * 2


async def test_a_second_seats_mark_locks_for_the_time_asked():
    tx = centre()
    await mark(tx, ONE)
    lock = (await mark(tx, OTHER, hours=1)).lock
    assert lock is not None
    assert lock.until == NOON + timedelta(hours=1)
    assert lock.locked_by == ("1027", "1028")
    assert tx.deadlines[DeadlineKind.NUMBER_LOCK, str(lock.id)].due_at == lock.until
    assert tx.told == ["number_marked", "number_marked", "number_locked"]
    assert [entry.verb for entry in tx.audit][-1] == "lock_number"


async def test_a_leaders_mark_locks_alone_and_a_further_mark_changes_no_lock():
    tx = centre()
    lock = await locked(tx)
    assert (await mark(tx, ONE, hours=24)).lock == lock
    assert len(tx.nuisance.locks) == 1


async def test_a_protected_number_is_refused_and_nothing_is_stored():
    tx = centre()
    tx.nuisance.protected[Protection.KEY_PATIENT] = (NUMBER,)
    with pytest.raises(NumberProtected) as refused:
        await mark(tx, LEADER)
    assert refused.value.parameters["reason"] == "key_patient"
    assert not tx.nuisance.marks
    assert not tx.told


async def test_a_withheld_number_cannot_be_marked():
    with pytest.raises(NumberWithheld):
        await mark(centre(replace(NUISANCE, number=None)), LEADER)


async def test_a_call_taker_without_a_seat_cannot_mark():
    with pytest.raises(SeatNotYours):
        await mark(centre(), person("7777"))


async def test_a_lifted_lock_is_over_and_its_marks_are_used_up():
    tx = centre()
    lock = await locked(tx)
    lifted = await lift_lock(lock.id, "9001", tx)
    assert (lifted.ended_at, lifted.lifted_by) == (NOON, "9001")
    assert (DeadlineKind.NUMBER_LOCK, str(lock.id)) not in tx.deadlines
    assert (await mark(tx, ONE)).lock is None
    assert "lift_lock" in [entry.verb for entry in tx.audit]
    with pytest.raises(LockOver):
        await lift_lock(lock.id, "9001", tx)


async def test_a_lock_that_ran_out_ends_and_a_lifted_one_is_left_alone():
    tx = centre()
    lock = await locked(tx)
    await expire_lock(lock.id, tx)
    await expire_lock(lock.id, tx)
    assert tx.nuisance.locks[lock.id].ended_at == NOON
    assert tx.told.count("number_lock_ended") == 1


OFFERED = CallOffered(
    exchange="node1",
    call_unique_id="node1-1.2",
    happened_at=NOON,
    number=NUMBER,
    name=None,
    called_number="120",
    trunk="carrier",
    recording="r",
    notes=(CallNote.LOCKED,),
)
THROUGH = CallerBrokeThrough(exchange="node1", call_unique_id="node1-1.2", happened_at=NOON)


async def test_a_call_of_a_locked_number_is_counted_and_alarms_nobody():
    tx = centre()
    lock = await locked(tx)
    call = await record_offered_call(OFFERED, tx)
    assert call.screened
    assert tx.nuisance.locks[lock.id].calls == 1
    assert (DeadlineKind.CALL_ANSWER, str(call.id)) not in tx.deadlines


async def test_a_call_of_a_locked_number_leaves_no_call_back():
    tx = centre()
    await locked(tx)
    call = await record_offered_call(OFFERED, tx)
    await tx.calls.save(call.ended(NOON, by=EndedBy.CALLER, cause=16))
    await open_call_back(call.id, tx)
    assert len(tx.tasks) == 0


async def test_a_locked_caller_who_breaks_through_must_be_answered_like_everybody():
    tx = centre()
    await locked(tx)
    call = await record_offered_call(OFFERED, tx)
    await break_through(THROUGH, tx)
    through = tx.calls[call.id]
    assert not through.screened
    assert (DeadlineKind.CALL_ANSWER, str(call.id)) in tx.deadlines
    await tx.calls.save(through.ended(NOON, by=EndedBy.CALLER, cause=16))
    await open_call_back(call.id, tx)
    assert len(tx.tasks) == 1


@pytest.mark.mission("A16")
async def test_a_misdial_is_told_and_waits_like_everybody():
    tx = centre()
    call = await record_offered_call(replace(OFFERED, notes=(CallNote.MISDIAL,)), tx)
    assert call.notes == (CallNote.MISDIAL,)
    assert (DeadlineKind.CALL_ANSWER, str(call.id)) in tx.deadlines
