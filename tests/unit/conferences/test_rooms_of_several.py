"""Rooms of several legs: who may ask whom, what is stored, and who has the caller."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from dispatch.domain.call import CallState
from dispatch.domain.conference import (
    MOST_MEMBERS,
    AlreadyInConference,
    AlreadyMember,
    Conference,
    ConferenceFull,
    ConferenceNotYours,
    GoneBy,
    Member,
    MemberNotFound,
    MemberState,
    Role,
    RoomState,
    must_be_only_seat,
)
from dispatch.domain.conference_making import Invitee, NobodyInvited
from dispatch.domain.conference_signal import (
    CallerWaits,
    MemberCame,
    MemberLeft,
    MemberMuted,
    MemberRings,
)
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.dialling import Direction
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.people import Person
from dispatch.domain.people import Role as Right
from dispatch.domain.seat import Seat, SeatKind, SeatNotYours, SeatState
from dispatch.domain.transfer import SeatCannotTake
from dispatch.services.conferences.bring_member import bring_member
from dispatch.services.conferences.end_lost_members import end_lost_members
from dispatch.services.conferences.end_untold_members import end_untold_members
from dispatch.services.conferences.hold_caller import hold_caller
from dispatch.services.conferences.invite_member import InviteMemberTo, invite_member
from dispatch.services.conferences.lose_member import lose_member
from dispatch.services.conferences.mute_member import mute_member
from dispatch.services.conferences.open_conference import OpenConferenceWith, open_conference
from dispatch.services.conferences.ring_member import ring_member
from tests.unit.core.a_call import known_call
from tests.unit.memory_transaction import NOON, MemoryTransaction

LI = Person("1027", "李敏", frozenset({Right.CALL_TAKER}), "-", active=True)
WANG = Person("1031", "王强", frozenset({Right.CALL_TAKER}), "-", active=True)
CALL = replace(known_call(), state=CallState.TALKING, seat=1, staff_number="1027", phone="8001")
ROOM = UUID(int=70)


def seat(number: int, staff: str | None, state: SeatState, **fields: Any) -> Seat:
    given = {"staff_number": staff, "phone_reachable": True, **fields}
    return Seat(number, SeatKind.SOFT, state, NOON, **given)


OWN = seat(1, "1027", SeatState.TALKING, call_id=CALL.id)
FREE = seat(2, "1031", SeatState.READY)


def centre(**given: Any) -> MemoryTransaction:
    return MemoryTransaction(**{"calls": [CALL], "seats": [OWN, FREE], **given})


async def opened(
    tx: MemoryTransaction, *, announce: bool = True, invitee: Invitee | None = None
) -> Conference:
    """Let seat 1 ask seat 2, or somebody else."""
    asked = invitee or Invitee(seat=2)
    return await open_conference(OpenConferenceWith(ROOM, CALL.id, LI, asked, announce), tx)


async def tell(tx: MemoryTransaction, act: Any, kind: Any, member: int, **fields: Any) -> None:
    """Let the exchange tell something of the member at a place of the list."""
    named = {"exchange": "node1", "call_unique_id": CALL.unique_id, "happened_at": NOON}
    member_id = tx.conferences[ROOM].members[member].id
    await act(kind(**named, conference_id=ROOM, member_id=member_id, **fields), tx)


async def came(tx: MemoryTransaction, *members: int) -> None:
    for member in members:
        await tell(tx, bring_member, MemberCame, member, recording=None)


async def left(tx: MemoryTransaction, member: int, by: GoneBy = GoneBy.LEFT) -> None:
    await tell(tx, lose_member, MemberLeft, member, by=by)


OPENER, CALLER, ASKED = 0, 1, 2


async def consulting() -> MemoryTransaction:
    """Seat 1 talks to seat 2, the caller waits."""
    tx = centre()
    await opened(tx)
    await tell(tx, hold_caller, CallerWaits, CALLER)
    await came(tx, OPENER)
    await tell(tx, ring_member, MemberRings, ASKED)
    await came(tx, ASKED)
    return tx


@pytest.mark.mission("A18", "B14", "D13")
async def test_the_receiver_has_the_call_while_his_phone_rings_and_the_caller_waits():
    tx = centre()
    await opened(tx)
    await tell(tx, hold_caller, CallerWaits, CALLER)
    await tell(tx, ring_member, MemberRings, ASKED)
    assert (tx.seats[2].state, tx.seats[2].call_id) == (SeatState.RINGING, CALL.id)
    assert (tx.calls[CALL.id].state, tx.calls[CALL.id].seat) == (CallState.HELD, 1)
    assert (DeadlineKind.CONFERENCE_ANSWER, str(ROOM)) in tx.deadlines
    assert tx.told == [
        "conference_opened",
        "conference_held",
        "call_held",
        "conference_rang",
        "seat_ringing",
    ]


@pytest.mark.mission("B14")
async def test_with_the_sender_gone_the_receiver_has_the_caller():
    tx = await consulting()
    await left(tx, OPENER)
    await came(tx, CALLER)
    call = tx.calls[CALL.id]
    assert (call.state, call.seat, call.staff_number) == (CallState.TALKING, 2, "1031")
    assert (tx.seats[1].state, tx.seats[2].state) == (SeatState.WRAP_UP, SeatState.TALKING)
    assert tx.conferences[ROOM].state is RoomState.TALKING


async def test_a_receiver_who_refuses_is_free_and_the_sender_keeps_the_caller():
    tx = centre()
    await opened(tx)
    await tell(tx, ring_member, MemberRings, ASKED)
    await left(tx, ASKED, GoneBy.REFUSED)
    gone = tx.conferences[ROOM].members[ASKED]
    assert (gone.state, gone.gone_by) == (MemberState.GONE, GoneBy.REFUSED)
    assert (tx.seats[2].state, tx.calls[CALL.id].seat) == (SeatState.READY, 1)


async def test_somebody_outside_to_whom_he_was_announced_may_have_him():
    tx = centre()
    await opened(tx, invitee=Invitee(number="01088886666", name="人民医院"))
    await came(tx, OPENER, ASKED, CALLER)
    await left(tx, OPENER)
    call = tx.calls[CALL.id]
    assert (call.seat, call.phone, call.state) == (None, "01088886666", CallState.TALKING)


async def test_somebody_who_was_not_announced_never_has_him():
    tx = centre()
    await opened(tx, announce=False, invitee=Invitee(number="110"))
    await came(tx, OPENER, CALLER, ASKED)
    await left(tx, OPENER)
    assert tx.conferences[ROOM].members[ASKED].role is Role.OUTSIDE
    assert tx.calls[CALL.id].seat == 1, "the exchange tells where he goes"


async def test_a_room_is_over_with_the_last_leg():
    tx = await consulting()
    for member in (ASKED, OPENER):
        await left(tx, member)
    assert not tx.conferences[ROOM].over
    await left(tx, CALLER)
    assert tx.conferences[ROOM].over
    assert tx.told[-1] == "conference_over"


async def test_whoever_left_is_told_once():
    tx = await consulting()
    await left(tx, ASKED)
    with pytest.raises(MemberNotFound):
        await left(tx, ASKED)


async def test_a_muted_member_is_shown_so_until_he_is_gone():
    tx = await consulting()
    await tell(tx, mute_member, MemberMuted, ASKED, muted=True)
    assert tx.conferences[ROOM].members[ASKED].muted
    await left(tx, ASKED)
    assert not tx.conferences[ROOM].members[ASKED].muted


class TestAsking:
    """Whom a seat may ask."""

    @pytest.mark.parametrize(
        ("call", "receiver", "refusal"),
        [
            (replace(CALL, staff_number="1031"), FREE, SeatNotYours),
            (replace(CALL, state=CallState.QUEUED), FREE, IllegalMove),
            (replace(CALL, direction=Direction.OUT), FREE, IllegalMove),
            (CALL, replace(FREE, state=SeatState.TALKING), SeatCannotTake),
            (CALL, replace(FREE, state=SeatState.RINGING), SeatCannotTake),
            (CALL, replace(FREE, staff_number=None), SeatCannotTake),
            (CALL, replace(FREE, phone_reachable=False), SeatCannotTake),
        ],
    )
    async def test_what_cannot_be_is_refused_and_nothing_is_stored(
        self, call: Any, receiver: Seat, refusal: type[DomainError]
    ):
        tx = centre(calls=[call], seats=[OWN, receiver])
        with pytest.raises(refusal):
            await opened(tx)
        assert not tx.events
        assert len(tx.conferences) == 0

    async def test_a_call_is_in_one_room(self):
        tx = centre()
        await opened(tx)
        with pytest.raises(AlreadyInConference):
            await opened(tx)

    async def test_a_seat_in_the_room_asks_more_and_nobody_else_does(self):
        tx = await consulting()
        asked = InviteMemberTo(ROOM, WANG, Invitee(number="119"))
        assert (await invite_member(asked, tx)).members[-1].role is Role.OUTSIDE
        with pytest.raises(ConferenceNotYours):
            await invite_member(
                replace(asked, by=Person("1", "-", frozenset(), "-", active=True)), tx
            )

    async def test_nobody_is_asked_twice(self):
        tx = await consulting()
        asked = InviteMemberTo(ROOM, WANG, Invitee(number="119"))
        await invite_member(asked, tx)
        with pytest.raises(AlreadyMember):
            await invite_member(asked, tx)

    @pytest.mark.mission("B21")
    def test_thirty_legs_are_the_most(self):
        legs = tuple(
            Member(UUID(int=at), Role.OUTSIDE, number=f"{at:05d}") for at in range(MOST_MEMBERS)
        )
        room = Conference(
            ROOM, CALL.id, "node1", "u", "1027", NOON, RoomState.TALKING, "mix", legs[:-1]
        )
        full = room.invited(legs[-1])
        with pytest.raises(ConferenceFull):
            full.invited(Member(UUID(int=999), Role.OUTSIDE, number="999"))

    @pytest.mark.parametrize(("number", "of"), [("", None), ("110", 2)])
    def test_exactly_one_is_named(self, number: str, of: int | None):
        with pytest.raises(NobodyInvited):
            Invitee(of, number)


class TestMissing:
    """What the exchange does not tell."""

    async def test_whoever_is_not_on_the_exchange_any_more_is_gone(self):
        tx = await consulting()
        asked = tx.conferences[ROOM].members[ASKED].id
        kept = {one.id for one in tx.conferences[ROOM].members} - {asked}
        at = NOON + timedelta(minutes=1)
        await end_lost_members(picture(at, kept), tx)
        assert [one.id for one in tx.conferences[ROOM].living] == [
            one.id for one in tx.conferences[ROOM].members if one.id in kept
        ]

    async def test_a_room_that_was_asked_for_just_now_is_left_to_its_deadline(self):
        tx = await consulting()
        await end_lost_members(picture(NOON, set()), tx)
        assert len(tx.conferences[ROOM].living) == 3

    async def test_an_order_that_never_arrived_leaves_no_room(self):
        tx = centre()
        await opened(tx)
        await end_untold_members(ROOM, tx)
        assert tx.conferences[ROOM].over
        assert tx.calls[CALL.id].seat == 1
        assert tx.seats[1].state is SeatState.TALKING


async def test_only_a_seat_alone_with_the_caller_may_give_him_away_unasked():
    tx = await consulting()
    with pytest.raises(IllegalMove):
        must_be_only_seat(tx.conferences[ROOM], 1)
    await left(tx, ASKED)
    own = must_be_only_seat(tx.conferences[ROOM], 1)
    assert own is not None
    assert own.seat == 1
    assert must_be_only_seat(None, 1) is None


def picture(at: Any, members: set[UUID]) -> ExchangePicture:
    return ExchangePicture(
        exchange="node1",
        started_at=NOON,
        taken_at=at,
        calls=(),
        reachable_seats=frozenset(),
        members=frozenset(members),
    )
