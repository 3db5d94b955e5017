"""A seat gives its caller to another."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.giving import give_to
from dispatch.api.identity import Actor, actor
from dispatch.contracts.calls import CallView, TransferCall
from dispatch.domain.call import CallNotFound
from dispatch.domain.conference import must_be_only_seat
from dispatch.domain.people import Verb
from dispatch.domain.transfer import must_be_transferable

router = APIRouter(prefix="/calls", tags=["calls"])

CallTaker = Annotated[Actor, actor(Verb.TAKE_CALLS)]


@router.post("/{call_id}/transfer")
async def transfer(call_id: UUID, asked: TransferCall, by: CallTaker, request: Request) -> CallView:
    """Give the caller to another seat; the exchange then reports what becomes of him.

    Nobody answers there: this seat is rung, and if it does not answer either he goes to the head of
    the queue. He is never hung up on.
    """
    context = context_of(request)
    call = await context.queries.find_call(call_id)
    if call is None:
        raise CallNotFound
    seats = await context.queries.list_seats()
    must_be_transferable(call, by.staff_number, asked.seat, seats)
    room = await context.queries.find_conference_of(call_id)
    own = must_be_only_seat(room, call.seat)
    await give_to(call, asked.seat, own, context)
    return CallView.model_validate(call)
