"""Tasks: claim, release, finish, and what the caller left."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor
from dispatch.api.routes.recordings import playback_of
from dispatch.contracts.recordings import Playback
from dispatch.contracts.tasks import FinishTask, TaskView
from dispatch.domain.people import Verb
from dispatch.domain.task import Disposition
from dispatch.ports.transaction import Transaction
from dispatch.services.tasks.claim_task import claim_task
from dispatch.services.tasks.finish_task import finish_task
from dispatch.services.tasks.play_message import play_message
from dispatch.services.tasks.release_task import release_task
from dispatch.services.tasks.take_task_over import take_task_over

router = APIRouter(prefix="/tasks", tags=["tasks"])

Worker = Annotated[Actor, actor(Verb.WORK_TASKS)]


@router.post("/{task_id}/claim")
async def claim(task_id: UUID, by: Worker) -> TaskView:
    """Work on a task."""
    return await by.do(
        "claim_task", lambda tx: claim_task(task_id, by.staff_number, tx), TaskView, task_id
    )


@router.post("/{task_id}/take-over")
async def take_over(task_id: UUID, by: Annotated[Actor, actor(Verb.SUPERVISE)]) -> TaskView:
    """Go on with what somebody else works on."""
    return await by.do(
        "take_task_over", lambda tx: take_task_over(task_id, by.staff_number, tx), TaskView, task_id
    )


@router.post("/{task_id}/release")
async def release(task_id: UUID, by: Worker) -> TaskView:
    """Give a task back."""
    return await by.do(
        "release_task", lambda tx: release_task(task_id, by.staff_number, tx), TaskView, task_id
    )


@router.post("/{task_id}/finish")
async def finish(task_id: UUID, asked: FinishTask, by: Worker) -> TaskView:
    """Say how a task ended."""
    disposition = Disposition(asked.disposition)
    return await by.do(
        "finish_task",
        lambda tx: finish_task(task_id, by.staff_number, disposition, tx),
        TaskView,
        task_id,
        asked,
    )


@router.post("/{task_id}/message/playback")
async def play(task_id: UUID, by: Worker, request: Request) -> Playback:
    """Give addresses from which the message of one's own task may be read for a few minutes."""
    context = context_of(request)

    async def run(tx: Transaction) -> Playback:
        return playback_of(await play_message(task_id, by.person, tx), context)

    return await by.do("play_message", run, Playback, task_id)
