"""A seat gives its open work to another before its call-taker leaves; or a leader signs him off."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor
from dispatch.contracts import handover as wire
from dispatch.contracts.handover import AskHandover, HandoverView
from dispatch.contracts.seats import SeatView
from dispatch.domain.people import Verb
from dispatch.services.seats.accept_handover import accept_handover
from dispatch.services.seats.ask_handover import ask_handover
from dispatch.services.seats.decline_handover import decline_handover
from dispatch.services.seats.force_sign_off import ForceSignOff, force_sign_off

router = APIRouter(tags=["seats"])

SeatNumber = Annotated[int, Path(ge=1, le=99)]
CallTaker = Annotated[Actor, actor(Verb.TAKE_CALLS)]
Leader = Annotated[Actor, actor(Verb.SUPERVISE)]


@router.post("/seats/{number}/handover")
async def ask(number: SeatNumber, asked: AskHandover, by: CallTaker) -> HandoverView:
    """Ask another seat to take over all that one's own holds."""
    return await by.do(
        "ask_handover",
        lambda tx: ask_handover(number, by.staff_number, asked.to_seat, tx),
        HandoverView,
        number,
        asked,
    )


@router.post("/handovers/{handover_id}/accept")
async def accept(handover_id: UUID, by: CallTaker, request: Request) -> HandoverView:
    """Take over; a talk that goes on is then led to one's own seat."""
    accepted = await by.do(
        "accept_handover",
        lambda tx: accept_handover(handover_id, by.staff_number, tx),
        HandoverView,
        handover_id,
    )
    await _lead_talks(accepted, context_of(request))
    return accepted


@router.post("/handovers/{handover_id}/decline")
async def decline(handover_id: UUID, by: CallTaker) -> HandoverView:
    """Do not take over; or, as who asked, take it back."""
    return await by.do(
        "decline_handover",
        lambda tx: decline_handover(handover_id, by.staff_number, tx),
        HandoverView,
        handover_id,
    )


@router.post("/seats/{number}/force-sign-off")
async def force(number: SeatNumber, asked: wire.ForceSignOff, by: Leader) -> SeatView:
    """Empty a seat for a reason, though nobody took over."""
    command = ForceSignOff(number, asked.reason)
    return await by.do(
        "force_sign_off", lambda tx: force_sign_off(command, tx), SeatView, number, asked
    )


async def _lead_talks(accepted: HandoverView, context: Context) -> None:
    """Lead what still talks at the other seat to this one; a repeated request finds it gone."""
    for call_id in accepted.calls:
        call = await context.queries.find_call(call_id)
        if call is not None and not call.over and call.seat == accepted.seat:
            control = context.exchanges[call.exchange]
            await control.transfer(call.unique_id, accepted.seat, accepted.to_seat)
