"""Announced transfer, three-way talk and conference: all are one room, opened from a talk.

A command accounts for the room and for each who is asked; then the exchange is given the order
once. What becomes of it is told by the exchange. When it refuses, whoever was asked is gone again
and the seat is told why.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import Context, context_of
from dispatch.api.identity import Actor, actor
from dispatch.contracts.conferences import (
    ConferenceView,
    InviteMember,
    MuteMember,
    OpenConference,
)
from dispatch.domain.conference import (
    Conference,
    ConferenceNotFound,
    Member,
    MemberState,
    Role,
    RoomState,
)
from dispatch.domain.conference_making import Invitee
from dispatch.domain.dial_in import DialIn
from dispatch.domain.dialling import dialled_form
from dispatch.domain.errors import IllegalMove
from dispatch.domain.origin import staff_origin
from dispatch.domain.people import Verb
from dispatch.domain.seat import SeatKind
from dispatch.ports.call_control import ExchangeAway, ExchangeRefused
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.conference_control import (
    ConferenceControl,
    DoorOrder,
    InviteOrder,
    RoomOrder,
)
from dispatch.ports.transaction import Transaction
from dispatch.services.conferences.close_dial_in import close_dial_in
from dispatch.services.conferences.end_untold_members import end_untold_members
from dispatch.services.conferences.invite_member import InviteMemberTo, invite_member
from dispatch.services.conferences.open_conference import OpenConferenceWith, open_conference
from dispatch.services.conferences.open_dial_in import OpenDialIn, open_dial_in

router = APIRouter(tags=["conferences"])


class _Act:
    """A use case that tells afterwards whether it ran: a repeated request runs none."""

    def __init__(self, name: str, use_case: Callable[[Transaction], Awaitable[Conference]]) -> None:
        self.name = name
        self.done: list[Conference] = []
        self._use_case = use_case

    async def __call__(self, tx: Transaction) -> Conference:
        self.done = [await self._use_case(tx)]
        return self.done[0]


CallTaker = Annotated[Actor, actor(Verb.TAKE_CALLS)]


@router.post("/calls/{call_id}/conference")
async def open_room(
    call_id: UUID, asked: OpenConference, by: CallTaker, request: Request
) -> ConferenceView:
    """Take one's talk into a room and ring somebody for it; announce holds the caller outside."""
    context = context_of(request)
    invitee = await _invitee(asked, context)
    command = OpenConferenceWith(by.key, call_id, by.person, invitee, asked.announce)
    act = _Act("open_conference", partial(open_conference, command))
    opened = await by.do(act.name, act, ConferenceView, call_id, asked)
    for room in act.done:
        await _move_talk(room, by, context)
        await _ring(room, by, context)
    return opened


@router.post("/conferences/{conference_id}/members")
async def invite(
    conference_id: UUID, asked: InviteMember, by: CallTaker, request: Request
) -> ConferenceView:
    """Ring one more."""
    context = context_of(request)
    command = InviteMemberTo(conference_id, by.person, await _invitee(asked, context))
    act = _Act("invite_member", partial(invite_member, command))
    invited = await by.do(act.name, act, ConferenceView, conference_id, asked)
    for room in act.done:
        await _ring(room, by, context)
    return invited


@router.post("/conferences/{conference_id}/dial-in")
async def let_dial_in(conference_id: UUID, by: CallTaker, request: Request) -> ConferenceView:
    """Give the room a code with which people dial in; a former code is worth nothing any more."""
    context = context_of(request)
    before = (await _get(conference_id, context)).dial_in
    act = _Act("open_dial_in", partial(open_dial_in, OpenDialIn(conference_id, by.person)))
    opened = await by.do(act.name, act, ConferenceView, conference_id)
    for room in act.done:
        try:
            await _control(room, context).open_door(_door(room, before))
        except (ExchangeAway, ExchangeRefused):
            await _run(by, context, "close_dial_in", partial(close_dial_in, room.id))
            raise
    return opened


@router.post("/conferences/{conference_id}/members/{member_id}/admit")
async def admit(
    conference_id: UUID, member_id: UUID, by: CallTaker, request: Request
) -> ConferenceView:
    """Let somebody in who dialled in and waits."""
    room, _ = await _own(conference_id, by, request)
    member = room.get(member_id)
    if member.role is not Role.OUTSIDE or member.state is not MemberState.HELD:
        raise IllegalMove(state=member.state, move="admit")
    order = InviteOrder(room.id, room.call_unique_id, member, room.mix)
    await _control(room, context_of(request)).admit(order)
    return ConferenceView.model_validate(room)


@router.post("/conferences/{conference_id}/join")
async def join(conference_id: UUID, by: CallTaker, request: Request) -> ConferenceView:
    """Bring in the caller who is held: all three talk."""
    room, _ = await _own(conference_id, by, request)
    await _control(room, context_of(request)).bring_in_caller(room.call_unique_id)
    return ConferenceView.model_validate(room)


@router.post("/conferences/{conference_id}/take-back")
async def take_back(conference_id: UUID, by: CallTaker, request: Request) -> ConferenceView:
    """Talk to the caller alone again: whoever was asked is let go, or rung no more."""
    room, own = await _own(conference_id, by, request)
    control = _control(room, context_of(request))
    await control.bring_in_caller(room.call_unique_id)
    for member in room.living:
        if member.role is not Role.CALLER and member.id != own.id:
            await control.drop(member.id)
    return ConferenceView.model_validate(room)


@router.post("/conferences/{conference_id}/complete")
async def complete(conference_id: UUID, by: CallTaker, request: Request) -> ConferenceView:
    """Give the caller to whoever was asked, and leave; refused while nobody else is there."""
    room, own = await _own(conference_id, by, request)
    others = [one for one in room.living if one.there and one.id != own.id]
    if not any(one.role in {Role.SEAT, Role.OPENER, Role.CARRIER} for one in others):
        raise IllegalMove(state=room.state, move="complete")
    control = _control(room, context_of(request))
    await control.bring_in_caller(room.call_unique_id)
    await control.drop(own.id)
    return ConferenceView.model_validate(room)


@router.post("/conferences/{conference_id}/leave")
async def leave(conference_id: UUID, by: CallTaker, request: Request) -> ConferenceView:
    """Leave; the others talk on. A caller without a seat goes to the next one."""
    room, own = await _own(conference_id, by, request)
    await _control(room, context_of(request)).drop(own.id)
    return ConferenceView.model_validate(room)


@router.post("/conferences/{conference_id}/end")
async def end(conference_id: UUID, by: CallTaker, request: Request) -> ConferenceView:
    """End it for everybody, the caller included."""
    room, _ = await _own(conference_id, by, request)
    await _control(room, context_of(request)).end(room.id, room.call_unique_id)
    return ConferenceView.model_validate(room)


@router.post("/conferences/{conference_id}/answer")
async def answer_invitation(conference_id: UUID, by: CallTaker, request: Request) -> ConferenceView:
    """Make one's own desk phone answer that rings for the room; a page's phone does it itself."""
    context = context_of(request)
    room = await _get(conference_id, context)
    for seat in await context.queries.list_seats():
        rung = room.find_seat(seat.number) if seat.staff_number == by.staff_number else None
        if rung is not None and seat.kind is SeatKind.DESK:
            await context.exchanges[room.exchange].answer_on_desk_phone(seat.number)
    return ConferenceView.model_validate(room)


@router.post("/conferences/{conference_id}/members/{member_id}/drop")
async def drop(
    conference_id: UUID, member_id: UUID, by: CallTaker, request: Request
) -> ConferenceView:
    """Take a member out, or stop ringing him; the caller is taken out by ending it only."""
    room, _ = await _own(conference_id, by, request)
    if room.get(member_id).role is Role.CALLER:
        raise IllegalMove(state=room.state, move="drop")
    await _control(room, context_of(request)).drop(member_id)
    return ConferenceView.model_validate(room)


@router.post("/conferences/{conference_id}/members/{member_id}/mute")
async def mute(
    conference_id: UUID, member_id: UUID, asked: MuteMember, by: CallTaker, request: Request
) -> ConferenceView:
    """Let nobody hear a member, or everybody again."""
    room, _ = await _own(conference_id, by, request)
    if not room.get(member_id).there:
        raise IllegalMove(state=room.get(member_id).state, move="mute")
    await _control(room, context_of(request)).mute(room.id, member_id, muted=asked.muted)
    return ConferenceView.model_validate(room)


async def _invitee(asked: InviteMember, context: Context) -> Invitee:
    if asked.number is None:
        return Invitee(asked.seat, "", asked.name)
    site = await context.queries.read_site()
    number = dialled_form(asked.number, area_code=site.area_code, own=site.emergency_number)
    return Invitee(asked.seat, number, asked.name)


async def _get(conference_id: UUID, context: Context) -> Conference:
    found = await context.queries.find_conference(conference_id)
    if found is None or found.over:
        raise ConferenceNotFound
    return found


async def _own(conference_id: UUID, by: Actor, request: Request) -> tuple[Conference, Member]:
    """Give a room and the leg of one's own seat in it; ConferenceNotYours."""
    context = context_of(request)
    room = await _get(conference_id, context)
    seats = await context.queries.list_seats()
    own = next((one.number for one in seats if one.staff_number == by.staff_number), None)
    return room, room.must_have(own)


async def _move_talk(room: Conference, by: Actor, context: Context) -> None:
    opener, caller, *_ = room.members
    held = room.state is RoomState.CONSULTING
    try:
        await _control(room, context).open_room(
            RoomOrder(room.id, room.call_unique_id, opener.id, caller.id, held=held, mix=room.mix)
        )
    except ExchangeRefused:
        await _give_up(room, None, by, context)
        raise


async def _ring(room: Conference, by: Actor, context: Context) -> None:
    """Ring who was asked last; a caller who waits for somebody that cannot be rung comes back."""
    member = room.members[-1]
    try:
        await _control(room, context).invite(
            InviteOrder(room.id, room.call_unique_id, member, room.mix)
        )
    except ExchangeRefused:
        await _give_up(room, member.id, by, context)
        if room.state is RoomState.CONSULTING:
            await _control(room, context).bring_in_caller(room.call_unique_id)
        raise


def _control(room: Conference, context: Context) -> ConferenceControl:
    return context.conferences[room.exchange]


async def _give_up(room: Conference, only: UUID | None, by: Actor, context: Context) -> None:
    """The exchange did not take the order: whoever was asked is gone again."""
    await _run(by, context, "end_untold_members", partial(end_untold_members, room.id, only=only))


async def _run(
    by: Actor, context: Context, name: str, use_case: Callable[[Transaction], Awaitable[None]]
) -> None:
    async def run(tx: Transaction) -> Json:
        await use_case(tx)
        return {}

    await context.commands.run(Keyed(None, name), staff_origin(by.staff_number), run)


def _door(room: Conference, before: DialIn | None) -> DoorOrder:
    if room.dial_in is None:
        raise ConferenceNotFound
    former = before.code if before else None
    return DoorOrder(room.id, room.call_unique_id, room.dial_in, former)
