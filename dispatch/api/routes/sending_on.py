"""A seat sends its caller on to one who speaks what he speaks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor
from dispatch.contracts.calls import CallView
from dispatch.contracts.skills import SendCallOn
from dispatch.domain.call import CallNotFound
from dispatch.domain.conference import must_be_only_seat
from dispatch.domain.people import Verb
from dispatch.domain.skill import must_be_sendable

router = APIRouter(prefix="/calls", tags=["calls"])


@router.post("/{call_id}/send-on")
async def send_on(
    call_id: UUID, asked: SendCallOn, by: Annotated[Actor, actor(Verb.TAKE_CALLS)], request: Request
) -> CallView:
    """Ring whoever has the skill with the caller; the exchange then reports what becomes of him.

    Nobody has it, or none answers in time: every seat rings. He is never hung up on.
    """
    context = context_of(request)
    call = await context.queries.find_call(call_id)
    if call is None:
        raise CallNotFound
    skills = (await context.queries.read_site()).skills
    seat = must_be_sendable(call, by.staff_number, asked.skill, skills)
    room = await context.queries.find_conference_of(call_id)
    own = must_be_only_seat(room, seat)
    await context.skills[call.exchange].send_on(call.unique_id, seat, asked.skill)
    if own is not None:
        await context.conferences[call.exchange].drop(own.id)
    return CallView.model_validate(call)
