"""Nuisance numbers: mark a call, see the locks, lift one."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts.nuisance import MarkedView, MarkNuisance, NumberLockView
from dispatch.domain.people import Session, Verb
from dispatch.services.nuisance import mark_nuisance as mark_case
from dispatch.services.nuisance.lift_lock import lift_lock

router = APIRouter(tags=["nuisance"])

CallTaker = Annotated[Actor, actor(Verb.TAKE_CALLS)]
Leader = Annotated[Actor, actor(Verb.MANAGE_LOCKS)]
ENDED_SHOWN = 50


@router.post("/calls/{call_id}/nuisance")
async def mark(call_id: UUID, asked: MarkNuisance, by: CallTaker) -> MarkedView:
    """Mark a call as a nuisance; two seats or one leader lock its number."""
    command = mark_case.MarkNuisance(call_id, by.person, asked.hours)
    return await by.do(
        "mark_nuisance",
        lambda tx: mark_case.mark_nuisance(command, tx),
        MarkedView,
        call_id,
        asked,
    )


@router.get("/locks")
async def list_locks(
    _: Annotated[Session, reader(Verb.MANAGE_LOCKS)], request: Request
) -> list[NumberLockView]:
    """Give the locks that run, and the last that ended."""
    found = await context_of(request).nuisance.list_locks(ENDED_SHOWN)
    return [NumberLockView.model_validate(lock) for lock in found]


@router.post("/locks/{lock_id}/lift")
async def lift(lock_id: UUID, by: Leader) -> NumberLockView:
    """End a lock at once."""
    return await by.do(
        "lift_lock", lambda tx: lift_lock(lock_id, by.staff_number, tx), NumberLockView, lock_id
    )
