"""A seat parks its caller, fetches one who is parked or rings elsewhere, and presses keys."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor
from dispatch.contracts.calls import CallView, SendTones
from dispatch.domain.call import Call, CallNotFound
from dispatch.domain.park import IN_TALK, must_be_parkable, must_be_pickable
from dispatch.domain.people import Verb
from dispatch.domain.seat import SeatNotYours

router = APIRouter(prefix="/calls", tags=["calls"])

CallTaker = Annotated[Actor, actor(Verb.TAKE_CALLS)]


@router.post("/{call_id}/park")
async def park(call_id: UUID, by: CallTaker, request: Request) -> CallView:
    """Park the caller of one's own seat; the exchange then reports what becomes of him."""
    context = context_of(request)
    call = await _get(context, call_id)
    seat = must_be_parkable(call, by.staff_number)
    await context.desk[call.exchange].park(call.unique_id, seat)
    return CallView.model_validate(call)


@router.post("/{call_id}/pick-up")
async def pick_up(call_id: UUID, by: CallTaker, request: Request) -> CallView:
    """Bring a parked caller, or one that rings at another seat, to one's own."""
    context = context_of(request)
    call = await _get(context, call_id)
    seats = await context.queries.list_seats()
    own = next((seat for seat in seats if seat.staff_number == by.staff_number), None)
    seat = must_be_pickable(call, own)
    await context.desk[call.exchange].pick_up(call.unique_id, seat)
    return CallView.model_validate(call)


@router.post("/{call_id}/tones")
async def send_tones(call_id: UUID, asked: SendTones, by: CallTaker, request: Request) -> CallView:
    """Press keys of the telephone towards whoever talks to one's own seat."""
    context = context_of(request)
    call = await _get(context, call_id)
    if call.staff_number != by.staff_number or call.state not in IN_TALK:
        raise SeatNotYours(seat=call.seat)
    await context.desk[call.exchange].send_tones(call.unique_id, asked.digits)
    return CallView.model_validate(call)


async def _get(context: Context, call_id: UUID) -> Call:
    call = await context.queries.find_call(call_id)
    if call is None:
        raise CallNotFound
    return call
