"""One seat calls many lines: who may, what each line did, and what becomes of the seat."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from dispatch.adapters.asterisk.ami_desk import originate_group
from dispatch.adapters.asterisk.ami_desk_events import read_group_call, read_group_line
from dispatch.adapters.asterisk.ami_fields import Unusable
from dispatch.domain.audience import DESKS, LEADERS
from dispatch.domain.call_out import SeatEngaged, SeatPhoneAway
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.errors import DomainError
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.group_call import (
    MEMBER_MOVES,
    GroupCallNotYours,
    GroupKind,
    GroupState,
    LineUnknown,
    MemberState,
    order_of,
)
from dispatch.domain.line import LineOwner, LinePlan
from dispatch.domain.people import Role
from dispatch.domain.seat import Seat, SeatKind, SeatNotYours, SeatState
from dispatch.domain.signal import GroupCallHeard, GroupLineHeard
from dispatch.services.groups.begin_group_call import BeginGroupCall, begin_group_call
from dispatch.services.groups.end_group_call import end_group_call
from dispatch.services.groups.end_lost_groups import end_lost_groups
from dispatch.services.groups.hear_group_call import hear_group_call
from dispatch.services.groups.hear_group_line import hear_group_line
from tests.unit.directory.people_at_work import person
from tests.unit.memory_transaction import NOON, SITE, MemoryTransaction

GROUP = UUID(int=5)
LINES = tuple(
    LinePlan(number, label, LineOwner.STATION, f"S0{number}")
    for number, label in ((1, "城东分站"), (2, "城西分站"))
)
SITE_WITH_LINES = replace(SITE, lines=LINES)
SEAT = Seat(1, SeatKind.SOFT, SeatState.READY, NOON, staff_number="1027", phone_reachable=True)
WHO = person("1027", Role.CALL_TAKER)
BEGIN = BeginGroupCall(GROUP, WHO, "node1", GroupKind.CALL, (), 1)
ABOUT: Any = {"exchange": "node1", "call_unique_id": "node1-1.1", "happened_at": NOON}


def transaction(seat: Seat | None = SEAT) -> MemoryTransaction:
    return MemoryTransaction(seats=[seat] if seat else [], site=SITE_WITH_LINES)


async def begun(command: BeginGroupCall = BEGIN) -> MemoryTransaction:
    tx = transaction()
    await begin_group_call(command, tx)
    return tx


def joined(*, over: bool = False) -> GroupCallHeard:
    return GroupCallHeard(**ABOUT, group_id=GROUP, over=over, recording="r")


def line(state: MemberState, number: int = 1) -> GroupLineHeard:
    return GroupLineHeard(**ABOUT, group_id=GROUP, line=number, state=state)


@pytest.mark.mission("A18")
async def test_it_is_stored_before_anything_rings_and_told_to_desks_and_leaders():
    tx = await begun()
    group = tx.group_calls[GROUP]
    assert [(one.line, one.label, one.state) for one in group.members] == [
        (1, "城东分站", MemberState.RINGING),
        (2, "城西分站", MemberState.RINGING),
    ]
    assert (group.state, group.wanted) == (GroupState.CALLING, 1)
    assert (DeadlineKind.GROUP_CALL, str(GROUP)) in tx.deadlines
    assert tx.events[0].audiences == (DESKS, LEADERS)


async def test_as_many_as_there_are_lines_is_all_of_them_and_a_page_wants_nobody():
    all_of_them = await begun(replace(BEGIN, wanted=2))
    page = await begun(replace(BEGIN, kind=GroupKind.PAGE, lines=(2,)))
    assert (all_of_them.group_calls[GROUP].wanted, page.group_calls[GROUP].wanted) == (0, 0)
    assert [one.line for one in page.group_calls[GROUP].members] == [2]


@pytest.mark.parametrize(
    ("seat", "command", "refusal"),
    [
        (None, BEGIN, SeatNotYours),
        (replace(SEAT, state=SeatState.TALKING), BEGIN, SeatEngaged),
        (replace(SEAT, state=SeatState.RINGING), BEGIN, SeatEngaged),
        (replace(SEAT, phone_reachable=False), BEGIN, SeatPhoneAway),
        (SEAT, replace(BEGIN, lines=(9,)), LineUnknown),
    ],
)
async def test_who_cannot_speak_or_names_no_line_is_refused(
    seat: Seat | None, command: BeginGroupCall, refusal: type[DomainError]
):
    tx = transaction(seat)
    with pytest.raises(refusal):
        await begin_group_call(command, tx)
    assert len(tx.group_calls) == 0


async def test_its_seat_talks_while_it_lives_and_rests_afterwards():
    tx = await begun()
    await hear_group_call(joined(), tx)
    assert (tx.group_calls[GROUP].state, tx.seats[1].state) == (
        GroupState.LIVE,
        SeatState.TALKING,
    )
    await hear_group_call(joined(over=True), tx)
    await hear_group_call(joined(over=True), tx)
    assert (tx.group_calls[GROUP].state, tx.seats[1].state) == (
        GroupState.ENDED,
        SeatState.WRAP_UP,
    )
    assert tx.told.count("group_call_ended") == 1
    assert (DeadlineKind.WRAP_UP, "1") in tx.deadlines


@pytest.mark.mission("A18")
async def test_what_a_line_did_is_shown_and_a_late_word_changes_nothing():
    tx = await begun()
    for state in (MemberState.ANSWERED, MemberState.ACCEPTED, MemberState.ANSWERED):
        await hear_group_line(line(state), tx)
    assert tx.group_calls[GROUP].members[0].state is MemberState.ACCEPTED
    assert tx.told == ["group_call_begun", "group_call_changed", "group_call_changed"]


async def test_at_the_end_who_rang_was_not_reached_and_who_accepted_left():
    tx = await begun()
    await hear_group_line(line(MemberState.ACCEPTED, 2), tx)
    await hear_group_call(joined(over=True), tx)
    states = [one.state for one in tx.group_calls[GROUP].members]
    assert states == [MemberState.NO_ANSWER, MemberState.LEFT]


async def test_one_whose_seat_never_picked_up_ends_with_its_deadline_and_a_talk_does_not():
    silent, talk = await begun(), await begun()
    await end_group_call(GROUP, silent)
    await hear_group_call(joined(), talk)
    await end_group_call(GROUP, talk)
    assert silent.group_calls[GROUP].over
    assert not talk.group_calls[GROUP].over


@pytest.mark.parametrize(
    ("later_s", "held", "over"), [(60, (), True), (60, (GROUP,), False), (5, (), False)]
)
async def test_one_that_the_exchange_no_longer_holds_is_over(
    later_s: int, held: tuple[UUID, ...], over: bool
):
    tx = await begun()
    at = NOON + timedelta(seconds=later_s)
    picture = ExchangePicture(
        exchange="node1",
        started_at=NOON,
        taken_at=at,
        calls=(),
        reachable_seats=frozenset(),
        groups=frozenset(held),
    )
    await end_lost_groups(picture, tx)
    assert tx.group_calls[GROUP].over is over


async def test_only_its_own_seat_ends_it():
    group = (await begun()).group_calls[GROUP]
    group.must_be_of("1027")
    with pytest.raises(GroupCallNotYours):
        group.must_be_of("1031")


def test_every_state_of_a_line_is_reached_from_ringing():
    reached, grows = {MemberState.RINGING}, True
    while grows:
        fresh = {one for one, before in MEMBER_MOVES.items() if before & reached} - reached
        reached, grows = reached | fresh, bool(fresh)
    assert reached == set(MemberState)


async def test_the_order_names_the_channel_and_the_phones():
    order = originate_group(order_of((await begun()).group_calls[GROUP], 12))
    assert order["ChannelId"].startswith("node1-")
    assert "PHONES=7001x7002" in order["Variable"]
    assert "WANTED=1" in order["Variable"]


def test_what_the_dialplan_tells_is_read_and_damage_is_a_value():
    event = {"Uniqueid": "1.1", "Timestamp": "1.5", "Group": str(GROUP), "Line": "7002"}
    assert read_group_line("node1", event | {"State": "refused"}).line == 2
    assert read_group_call("node1", event | {"State": "over", "Recording": "r"}).over
    for damage in ({"State": "?"}, {"State": "left", "Group": "x"}, {"State": "left", "Line": "x"}):
        with pytest.raises(Unusable):
            read_group_line("node1", event | damage)
