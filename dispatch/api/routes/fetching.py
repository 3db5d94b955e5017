"""A seat fetches one caller out of the queue."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor
from dispatch.contracts.calls import CallView
from dispatch.domain.call import CallTaken
from dispatch.domain.people import Verb
from dispatch.services.calls.fetch_call import FetchCall, fetch_call

router = APIRouter(prefix="/calls", tags=["calls"])

CallTaker = Annotated[Actor, actor(Verb.TAKE_CALLS)]


@router.post("/{call_id}/fetch")
async def fetch(call_id: UUID, by: CallTaker, request: Request) -> CallView:
    """Bring one waiting caller to one's own seat, whose phone answers by itself.

    Asked again with the same key it changes nothing; of two seats the first has him.
    """
    context = context_of(request)
    claimed = await by.do(
        "fetch_call", lambda tx: fetch_call(FetchCall(call_id, by.person), tx), CallView, call_id
    )
    call = await context.queries.find_call(call_id)
    seats = await context.queries.list_seats()
    seat = next((one.number for one in seats if one.staff_number == by.staff_number), None)
    if call is None or seat is None or call.claimed_by not in {seat, None}:
        raise CallTaken(seat=call.claimed_by if call else None, staff_number=None)
    if call.waiting:
        await context.fetches[call.exchange].fetch(call.unique_id, seat)
    return claimed
