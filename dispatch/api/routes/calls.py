"""Calls: answer, hang up, and the calls of the past."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.masking import seen_by
from dispatch.contracts.base import Instant
from dispatch.contracts.calls import CallPage, CallView
from dispatch.domain.call import Call, CallNotFound
from dispatch.domain.people import Session, Verb
from dispatch.domain.seat import Seat, SeatKind, SeatNotYours
from dispatch.ports.queries import CallFilter
from dispatch.services.calls.answer_call import AnswerCall, answer_call

router = APIRouter(prefix="/calls", tags=["calls"])

CallTaker = Annotated[Actor, actor(Verb.TAKE_CALLS)]
Viewer = Annotated[Session, reader(Verb.VIEW_CALLS)]


@router.post("/{call_id}/answer")
async def answer(call_id: UUID, by: CallTaker, request: Request) -> CallView:
    """Take a call for one's own seat; a desk phone is made to answer."""
    claimed = await by.do(
        "answer_call", lambda tx: answer_call(AnswerCall(call_id, by.person), tx), CallView, call_id
    )
    context = context_of(request)
    seat = await _own_seat(context, by.staff_number)
    if seat.kind is SeatKind.DESK:
        await context.exchanges[claimed.exchange].answer_on_desk_phone(seat.number)
    return claimed


@router.post("/{call_id}/hang-up")
async def hang_up(call_id: UUID, by: CallTaker, request: Request) -> CallView:
    """End a call that talks at one's own seat; the exchange then reports its end.

    Out of a room one's own seat only leaves: the others talk on.
    """
    context = context_of(request)
    call = await _get(context, call_id)
    room = await context.queries.find_conference_of(call_id)
    own = room.find_seat((await _own_seat(context, by.staff_number)).number) if room else None
    if room is not None and own is not None:
        await context.conferences[room.exchange].drop(own.id)
        return CallView.model_validate(call)
    if call.staff_number != by.staff_number:
        raise SeatNotYours(seat=call.seat)
    if not call.over:
        await context.exchanges[call.exchange].hang_up(call.unique_id)
    return CallView.model_validate(call)


@router.get("")
async def list_calls(
    viewer: Viewer,
    request: Request,
    number: Annotated[str | None, Query(pattern=r"^[0-9+*#]{3,20}$")] = None,
    before: Instant | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> CallPage:
    """Give calls, newest first; number is a suffix."""
    context = context_of(request)
    found = await context.queries.list_calls(CallFilter(number, before, limit))
    calls = tuple(seen_by(viewer.person, CallView.model_validate(call), context) for call in found)
    return CallPage(calls=calls, next_before=found[-1].offered_at if len(found) == limit else None)


@router.get("/{call_id}")
async def get_call(call_id: UUID, viewer: Viewer, request: Request) -> CallView:
    """Give one call."""
    context = context_of(request)
    return seen_by(viewer.person, CallView.model_validate(await _get(context, call_id)), context)


async def _get(context: Context, call_id: UUID) -> Call:
    call = await context.queries.find_call(call_id)
    if call is None:
        raise CallNotFound
    return call


async def _own_seat(context: Context, staff_number: str) -> Seat:
    for seat in await context.queries.list_seats():
        if seat.staff_number == staff_number:
            return seat
    raise SeatNotYours
