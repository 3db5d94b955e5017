"""A leader on a running talk: listen, whisper, barge in, take over; force its end or a transfer.

Each order is accounted for by its command first, then given to the exchange once. When the exchange
refuses it, the row is ended again and the leader is told why; when nobody knows whether it arrived,
the exchange's signal or the deadline tells.
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.giving import give_to
from dispatch.api.identity import Actor, actor
from dispatch.contracts.calls import CallView, TransferCall
from dispatch.contracts.supervision import BeginSupervision, ChangeSupervision, SupervisionView
from dispatch.domain.conference import must_be_only_seat
from dispatch.domain.origin import staff_origin
from dispatch.domain.people import Verb
from dispatch.domain.supervision import Mode
from dispatch.ports.call_control import ExchangeRefused
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.supervision_control import SupervisionControl, SupervisionOrder
from dispatch.ports.transaction import Transaction
from dispatch.services.supervision.begin_supervision import BeginSupervisionOf, begin_supervision
from dispatch.services.supervision.change_supervision import (
    ChangeSupervisionTo,
    change_supervision,
)
from dispatch.services.supervision.end_supervision import end_supervision
from dispatch.services.supervision.force_release import ForceRelease, force_release
from dispatch.services.supervision.force_transfer import ForceTransfer, force_transfer
from dispatch.services.supervision.leave_supervision import LeaveSupervision, leave_supervision

router = APIRouter(tags=["supervision"])

Listener = Annotated[Actor, actor(Verb.LISTEN_IN)]
Supervisor = Annotated[Actor, actor(Verb.SUPERVISE)]


@router.post("/calls/{call_id}/supervision")
async def begin(
    call_id: UUID, asked: BeginSupervision, by: Listener, request: Request
) -> SupervisionView:
    """Bring a leader's phone onto a talk; it answers by itself. More than listening wants more."""
    mode = _allowed(asked.mode, by)
    command = BeginSupervisionOf(by.key, call_id, mode, by.person, asked.phone_seat)
    begun = await by.do(
        "begin_supervision",
        lambda tx: begin_supervision(command, tx),
        SupervisionView,
        call_id,
        asked,
    )
    context = context_of(request)
    call = await context.queries.find_call(call_id)
    rings_s = (await context.queries.read_site()).timings.leader_answers_within_s
    unique_id = call.unique_id if call else ""
    order = SupervisionOrder(
        begun.id, unique_id, begun.phone_seat, mode, begun.seat, answer_within_s=rings_s
    )
    try:
        await _control(context, call.exchange if call else "").begin_supervision(order)
    except ExchangeRefused:
        await _give_up(begun.id, by, context)
        raise
    return begun


@router.post("/supervisions/{supervision_id}/mode")
async def change(
    supervision_id: UUID, asked: ChangeSupervision, by: Listener, request: Request
) -> SupervisionView:
    """Take part in another way; the talk goes on meanwhile."""
    mode = _allowed(asked.mode, by)
    ordered = await by.do(
        "change_supervision",
        lambda tx: change_supervision(ChangeSupervisionTo(supervision_id, mode, by.person), tx),
        SupervisionView,
        supervision_id,
        asked,
    )
    context = context_of(request)
    await _control(context, ordered.exchange).change_supervision(supervision_id, mode)
    return ordered


@router.post("/supervisions/{supervision_id}/leave")
async def leave(supervision_id: UUID, by: Listener, request: Request) -> SupervisionView:
    """Leave a talk; it goes on without the leader."""
    left = await by.do(
        "leave_supervision",
        lambda tx: leave_supervision(LeaveSupervision(supervision_id, by.person), tx),
        SupervisionView,
        supervision_id,
    )
    await _control(context_of(request), left.exchange).end_supervision(supervision_id)
    return left


@router.post("/calls/{call_id}/force-release")
async def release(call_id: UUID, by: Supervisor, request: Request) -> CallView:
    """End a talk as the seat's own hang-up would."""
    released = await by.do(
        "force_release",
        lambda tx: force_release(ForceRelease(call_id), tx),
        CallView,
        call_id,
    )
    context = context_of(request)
    call = await context.queries.find_call(call_id)
    room = await context.queries.find_conference_of(call_id)
    if room is not None:
        await context.conferences[room.exchange].end(room.id, room.call_unique_id)
    elif call is not None and not call.over:
        await context.exchanges[call.exchange].hang_up(call.unique_id)
    return released


@router.post("/calls/{call_id}/force-transfer")
async def lead(call_id: UUID, asked: TransferCall, by: Supervisor, request: Request) -> CallView:
    """Lead a talk from its seat to another 强转; nobody answers there: the first is rung again."""
    context = context_of(request)
    call = await context.queries.find_call(call_id)
    room = await context.queries.find_conference_of(call_id)
    own = must_be_only_seat(room, call.seat if call else None)
    command = ForceTransfer(call_id, asked.seat)
    led = await by.do(
        "force_transfer", lambda tx: force_transfer(command, tx), CallView, call_id, asked
    )
    if call is not None and not call.over and call.seat is not None and call.seat == led.seat:
        await give_to(call, asked.seat, own, context)
    return led


def _allowed(asked: str, by: Actor) -> Mode:
    mode = Mode(asked)
    if mode is not Mode.LISTEN:
        by.person.must(Verb.SUPERVISE)
    return mode


def _control(context: Context, exchange: str) -> SupervisionControl:
    return context.supervision[exchange]


async def _give_up(supervision_id: UUID, by: Actor, context: Context) -> None:
    """The exchange did not take the order: nobody is on the talk."""

    async def run(tx: Transaction) -> Json:
        await end_supervision(supervision_id, tx)
        return {}

    origin = staff_origin(by.staff_number)
    await context.commands.run(Keyed(None, "end_supervision"), origin, run)
