"""Who may listen to what a caller left: the one who works on it, and it is accounted for."""

from dataclasses import replace
from uuid import UUID

import pytest

from dispatch.domain.people import Role
from dispatch.domain.task import Task, TaskKind, TaskReason, TaskState, TaskTaken
from dispatch.ports.recordings import RecordingNotFound
from dispatch.services.tasks.play_message import play_message
from tests.unit.directory.people_at_work import person
from tests.unit.memory_transaction import NOON, MemoryTransaction

TAKER = person("1027", Role.CALL_TAKER)
TASK = Task(
    id=UUID(int=1),
    kind=TaskKind.CALL_BACK,
    reason=TaskReason.MESSAGE,
    call_id=UUID(int=2),
    number=None,
    state=TaskState.CLAIMED,
    opened_at=NOON,
    claimed_by="1027",
    claimed_at=NOON,
    recording="20251122-040200-node1-1795310763.7",
)


async def centre(task: Task) -> MemoryTransaction:
    tx = MemoryTransaction()
    await tx.tasks.save(task)
    return tx


async def test_who_works_on_the_call_back_hears_the_message_and_it_is_accounted_for():
    tx = await centre(TASK)
    assert await play_message(TASK.id, TAKER, tx) == TASK.recording
    assert [(one.verb, one.subject) for one in tx.audit] == [("play_message", TASK.recording)]
    assert [one.kind for one in tx.events] == ["recording_played"]


@pytest.mark.parametrize("claimed_by", [None, "1031"])
async def test_nobody_else_hears_it(claimed_by: str | None):
    tx = await centre(replace(TASK, claimed_by=claimed_by))
    with pytest.raises(TaskTaken):
        await play_message(TASK.id, TAKER, tx)
    assert not tx.events


async def test_a_task_without_a_message_has_none_to_play():
    with pytest.raises(RecordingNotFound):
        await play_message(TASK.id, TAKER, await centre(replace(TASK, recording=None)))
