"""What a person worked on who left goes back to all; what somebody works on stays his."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from dispatch.domain.people import Person, Role, Session
from dispatch.domain.seat import Seat, SeatKind, SeatState
from dispatch.domain.task import Task, TaskKind, TaskReason, TaskState
from dispatch.services.tasks.release_tasks_of import release_tasks_of
from tests.unit.memory_transaction import MemoryTransaction

NOON = datetime(2025, 11, 22, 4, 0, tzinfo=UTC)
TAKER = Person("1031", "李敏", frozenset({Role.CALL_TAKER}), "-", active=True)
SIGNED_IN = Session(uuid4(), b"hash", TAKER, NOON, NOON + timedelta(hours=14))
SEAT = Seat(2, SeatKind.DESK, SeatState.READY, NOON, staff_number="1031", staff_name="李敏")
TASK = UUID("01a2028a-0bc3-7437-af8d-60689ee040c2")


def claimed(by: str = "1031") -> Task:
    kind, reason = TaskKind.CALL_BACK, TaskReason.ABANDONED
    return Task(TASK, kind, reason, uuid4(), "13905276688", TaskState.CLAIMED, NOON, by, NOON)


async def test_who_left_his_seat_gives_his_tasks_back():
    tx = MemoryTransaction(sessions=[SIGNED_IN], tasks=[claimed()])
    await release_tasks_of("1031", tx)
    task = await tx.tasks.get(TASK)
    assert (task.state, task.claimed_by) == (TaskState.OPEN, None)
    assert tx.told == ["task_released"]


async def test_who_signed_out_gives_his_tasks_back_though_the_seat_is_still_his():
    tx = MemoryTransaction(seats=[SEAT], tasks=[claimed()])
    await release_tasks_of("1031", tx)
    assert (await tx.tasks.get(TASK)).state is TaskState.OPEN


async def test_who_moved_to_another_screen_keeps_his_tasks():
    tx = MemoryTransaction(sessions=[SIGNED_IN], seats=[SEAT], tasks=[claimed()])
    await release_tasks_of("1031", tx)
    assert (await tx.tasks.get(TASK)).claimed_by == "1031"
    assert not tx.told


async def test_another_persons_tasks_stay_his():
    tx = MemoryTransaction(tasks=[claimed(by="1045")])
    await release_tasks_of("1031", tx)
    assert (await tx.tasks.get(TASK)).claimed_by == "1045"
