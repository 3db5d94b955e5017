"""Nobody leaves work behind: another seat takes it over, or a leader answers for it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.errors import IllegalMove
from dispatch.domain.handover import (
    HandoverNeeded,
    HandoverNotYours,
    HandoverState,
    NothingToHandOver,
)
from dispatch.domain.people import Session
from dispatch.domain.seat import SeatState
from dispatch.domain.task import TaskState
from dispatch.domain.transfer import SeatCannotTake
from dispatch.services.people.expire_session import expire_session
from dispatch.services.people.note_presence import note_presence
from dispatch.services.seats.accept_handover import accept_handover
from dispatch.services.seats.ask_handover import ask_handover
from dispatch.services.seats.decline_handover import decline_handover
from dispatch.services.seats.force_sign_off import ForceSignOff, force_sign_off
from dispatch.services.seats.sign_off_seat import sign_off_seat
from dispatch.services.tasks.release_tasks_of_silent import release_tasks_of_silent
from dispatch.services.tasks.take_task_over import take_task_over
from tests.unit.memory_transaction import NOON, MemoryTransaction
from tests.unit.nothing_vanishes.at_work import (
    CHIEF,
    LEADER,
    OTHER,
    READY,
    RECEIVER,
    TAKER,
    TALK,
    TALKING,
    TASK,
)
from tests.unit.orders.some_orders import order


def desk(**given: object) -> MemoryTransaction:
    return MemoryTransaction(**{"seats": [READY, RECEIVER], "tasks": [TASK], **given})  # type: ignore[arg-type]


@pytest.mark.mission("B14")
async def test_who_holds_a_task_cannot_leave_until_another_seat_has_taken_it():
    tx = desk()
    with pytest.raises(HandoverNeeded) as refused:
        await sign_off_seat(1, TAKER, tx)
    assert refused.value.parameters == {"seat": 1, "calls": 0, "orders": 0, "tasks": 1}
    asked = await ask_handover(1, TAKER, 2, tx)
    with pytest.raises(HandoverNeeded):
        await sign_off_seat(1, TAKER, tx)
    await accept_handover(asked.id, OTHER, tx)
    assert tx.tasks[TASK.id].claimed_by == OTHER
    await sign_off_seat(1, TAKER, tx)
    assert tx.told == ["handover_asked", "task_passed_on", "handover_accepted", "seat_signed_off"]
    assert [entry.verb for entry in tx.audit] == ["accept_handover"]


@pytest.mark.mission("B14")
async def test_an_order_that_nobody_took_goes_with_the_hand_over_and_on_from_there():
    tx = desk(tasks=[])
    await tx.orders.save(replace(order(), sent_by=TAKER))
    asked = await ask_handover(1, TAKER, 2, tx)
    await accept_handover(asked.id, OTHER, tx)
    await sign_off_seat(1, TAKER, tx)
    with pytest.raises(HandoverNeeded) as refused:
        await sign_off_seat(2, OTHER, tx)
    assert refused.value.parameters["orders"] == 1


async def test_a_talk_is_part_of_it_and_wants_a_free_phone():
    tx = desk(seats=[TALKING, RECEIVER], calls=[TALK], tasks=[])
    asked = await ask_handover(1, TAKER, 2, tx)
    assert asked.calls == (TALK.id,)
    await tx.seats.save(replace(RECEIVER, state=SeatState.TALKING))
    with pytest.raises(SeatCannotTake):
        await accept_handover(asked.id, OTHER, tx)


async def test_what_is_refused():
    tx = desk()
    asked = await ask_handover(1, TAKER, 2, tx)
    with pytest.raises(HandoverNotYours):
        await accept_handover(asked.id, LEADER, tx)
    with pytest.raises(SeatCannotTake):
        await ask_handover(1, TAKER, 1, tx)
    await decline_handover(asked.id, OTHER, tx)
    with pytest.raises(IllegalMove):
        await accept_handover(asked.id, OTHER, tx)
    with pytest.raises(NothingToHandOver):
        await ask_handover(1, TAKER, 2, desk(tasks=[]))


async def test_who_asks_another_seat_takes_the_first_question_back():
    third = replace(RECEIVER, number=3, staff_number=LEADER)
    tx = desk(seats=[READY, RECEIVER, third])
    first = await ask_handover(1, TAKER, 2, tx)
    await ask_handover(1, TAKER, 3, tx)
    assert (await tx.handovers.get(first.id)).state is HandoverState.DECLINED


@pytest.mark.mission("B14", "B15")
async def test_a_leader_signs_off_for_a_reason_that_is_audited_and_the_tasks_go_back_to_all():
    tx = desk()
    await force_sign_off(ForceSignOff(1, "人已离开"), tx)
    assert tx.seats[1].staff_number is None
    assert tx.tasks[TASK.id].state is TaskState.OPEN
    assert [(entry.verb, entry.subject, entry.reason) for entry in tx.audit] == [
        ("force_sign_off", "1/1027", "人已离开")
    ]


async def test_a_leader_ends_no_talk_by_signing_off():
    tx = desk(seats=[TALKING], calls=[TALK])
    with pytest.raises(IllegalMove):
        await force_sign_off(ForceSignOff(1, "人已离开"), tx)


async def test_a_leader_takes_a_task_over_and_it_is_nobodys_at_no_time():
    tx = desk()
    taken = await take_task_over(TASK.id, LEADER, tx)
    assert (taken.state, taken.claimed_by) == (TaskState.CLAIMED, LEADER)
    assert (await take_task_over(TASK.id, LEADER, tx)) == taken
    assert tx.told == ["task_passed_on"]
    assert [entry.reason for entry in tx.audit] == ["from 1027"]


def session(lasts: timedelta) -> Session:
    return Session(uuid4(), b"hash", CHIEF, NOON, NOON + lasts)


async def test_a_session_that_runs_out_is_told_and_one_that_was_renewed_is_not():
    over, lives = session(timedelta(0)), session(timedelta(hours=1))
    tx = MemoryTransaction(sessions=[over, lives])
    for one in (over.id, lives.id, UUID(int=1)):
        await expire_session(one, tx)
    await expire_session(over.id, tx)
    assert tx.told == ["session_ended"]
    assert tx.sessions.ended == {over.id: "expired"}


async def test_a_page_that_is_not_heard_any_more_keeps_no_task():
    tx = desk()
    await note_presence(TAKER, tx)
    (due,) = list(tx.deadlines)
    assert due == Deadline(DeadlineKind.PERSON_SILENT, TAKER, NOON + timedelta(seconds=60))
    await release_tasks_of_silent(TAKER, tx)
    assert tx.tasks[TASK.id].state is TaskState.OPEN
