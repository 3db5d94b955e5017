"""A leader on a talk: who may, what is told to whom, and what happens when something is missing."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from dispatch.domain.audience import AUDITORS, DESKS, LEADERS
from dispatch.domain.call import Call, CallState
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.people import Person, Role
from dispatch.domain.seat import Seat, SeatKind, SeatNotYours, SeatState
from dispatch.domain.signal import CallTakenOver, SupervisionHeard
from dispatch.domain.supervision import (
    HEARING,
    AlreadySupervising,
    Mode,
    NothingToSupervise,
    Party,
    PhoneNotFree,
    Supervision,
    SupervisionEnd,
    SupervisionNotYours,
    SupervisionState,
)
from dispatch.services.supervision.begin_supervision import BeginSupervisionOf, begin_supervision
from dispatch.services.supervision.change_supervision import (
    ChangeSupervisionTo,
    change_supervision,
)
from dispatch.services.supervision.end_lost_supervisions import end_lost_supervisions
from dispatch.services.supervision.end_supervision import end_supervision
from dispatch.services.supervision.force_release import ForceRelease, force_release
from dispatch.services.supervision.hear_supervision import hear_supervision
from dispatch.services.supervision.leave_supervision import LeaveSupervision, leave_supervision
from dispatch.services.supervision.take_call_over import take_call_over
from tests.unit.core.a_call import known_call
from tests.unit.memory_transaction import NOON, MemoryTransaction

LEADER = Person("2001", "王强", frozenset({Role.SHIFT_LEADER}), "-", active=True)
DIRECTOR = Person("3001", "赵主任", frozenset({Role.DIRECTOR}), "-", active=True)
CALL = replace(known_call(), state=CallState.TALKING, seat=1, staff_number="1027", phone="8001")
TALKS = Seat(1, SeatKind.SOFT, SeatState.TALKING, NOON, None, "1027", "刘洋", True, CALL.id)
LEADS = Seat(2, SeatKind.SOFT, SeatState.BUSY, NOON, None, "2001", "王强", True)
UNMANNED = Seat(3, SeatKind.DESK, SeatState.SIGNED_OFF, NOON, phone_reachable=True)
ID = UUID(int=7)
ON = Supervision(
    ID, CALL.id, "node1", CALL.unique_id, "2001", 2, 1, Mode.LISTEN, SupervisionState.LIVE, NOON,
    "20251122-040100-node1-1795310770.9", NOON,
)  # fmt: skip


def centre(*supervisions: Supervision, seat: Seat = LEADS, call: Call = CALL) -> MemoryTransaction:
    return MemoryTransaction(calls=[call], seats=[TALKS, seat, UNMANNED], supervisions=supervisions)


def heard(mode: Mode) -> SupervisionHeard:
    return SupervisionHeard(
        exchange="node1",
        call_unique_id=CALL.unique_id,
        happened_at=NOON,
        supervision_id=ID,
        mode=mode,
        recording="20251122-040100-node1-1795310770.9",
    )


async def go(tx: MemoryTransaction, mode: Mode = Mode.LISTEN, by: Person = LEADER) -> Supervision:
    return await begin_supervision(BeginSupervisionOf(ID, CALL.id, mode, by), tx)


@pytest.mark.mission("A18", "A67", "B15")
async def test_listening_is_silent_for_the_desks_and_accounted_for():
    tx = centre()
    begun = await go(tx)
    assert (begun.state, begun.seat, begun.phone_seat) == (SupervisionState.CALLING, 1, 2)
    assert [set(event.audiences) for event in tx.events] == [{LEADERS, AUDITORS}]
    assert [(entry.verb, entry.subject) for entry in tx.audit] == [
        ("supervise:listen", str(CALL.id))
    ]


@pytest.mark.parametrize("mode", [Mode.WHISPER, Mode.BARGE])
async def test_a_seat_is_told_that_it_is_coached_and_that_it_no_longer_is(mode: Mode):
    tx = centre(ON)
    await hear_supervision(heard(mode), tx)
    await hear_supervision(heard(Mode.LISTEN), tx)
    assert [DESKS in event.audiences for event in tx.events] == [True, True]
    assert tx.told == ["supervision_changed", "supervision_changed"]


async def test_who_listens_only_leaves_without_a_word_to_the_desks():
    tx = centre(ON)
    await end_supervision(ID, tx)
    assert [DESKS in event.audiences for event in tx.events] == [False]


async def test_a_phone_that_never_answered_is_told_apart():
    tx = centre(replace(ON, state=SupervisionState.CALLING, heard_at=None))
    await end_supervision(ID, tx)
    assert tx.supervisions[ID].ended_by is SupervisionEnd.NOT_REACHED
    await end_supervision(ID, tx)
    assert tx.told == ["supervision_ended"]


async def test_the_deadline_ends_only_who_is_not_on_the_talk():
    tx = centre()
    await go(tx)
    (deadline,) = tx.deadlines
    assert (deadline.kind, deadline.subject) == (DeadlineKind.SUPERVISION_ANSWER, str(ID))
    await hear_supervision(heard(Mode.LISTEN), tx)
    assert not list(tx.deadlines)
    await end_supervision(ID, tx, answered=False)
    assert not tx.supervisions[ID].over


@pytest.mark.parametrize(
    ("tx", "refusal"),
    [
        (centre(seat=replace(LEADS, state=SeatState.TALKING)), PhoneNotFree),
        (centre(seat=replace(LEADS, state=SeatState.RINGING)), PhoneNotFree),
        (centre(seat=replace(LEADS, phone_reachable=False)), PhoneNotFree),
        (centre(seat=replace(LEADS, staff_number=None)), SeatNotYours),
        (centre(ON), AlreadySupervising),
        (centre(replace(ON, staff_number="2002")), AlreadySupervising),
        (centre(call=replace(CALL, state=CallState.QUEUED)), NothingToSupervise),
        (centre(call=replace(CALL, seat=None)), NothingToSupervise),
    ],
    ids=["talks", "rings", "away", "no-seat", "on-a-talk", "phone-taken", "queued", "spare-phone"],
)
async def test_what_cannot_be_is_refused_and_leaves_nothing(
    tx: MemoryTransaction, refusal: type[DomainError]
):
    kept = list(tx.supervisions)
    with pytest.raises(refusal):
        await go(tx)
    assert list(tx.supervisions) == kept
    assert not tx.told


@pytest.mark.mission("A31")
async def test_a_director_listens_at_the_phone_of_an_unmanned_seat():
    tx = centre()
    order = BeginSupervisionOf(ID, CALL.id, Mode.LISTEN, DIRECTOR, phone_seat=3)
    assert (await begin_supervision(order, tx)).phone_seat == 3
    with pytest.raises(PhoneNotFree):
        await begin_supervision(replace(order, supervision_id=uuid4(), phone_seat=2), tx)


async def test_another_leaders_hand_is_refused():
    tx, other = centre(ON), replace(LEADER, staff_number="2002")
    with pytest.raises(SupervisionNotYours):
        await change_supervision(ChangeSupervisionTo(ID, Mode.BARGE, other), tx)
    with pytest.raises(SupervisionNotYours):
        await leave_supervision(LeaveSupervision(ID, other), tx)


async def test_every_change_is_accounted_for_and_shown_only_when_the_exchange_tells_it():
    tx = centre(ON)
    await change_supervision(ChangeSupervisionTo(ID, Mode.WHISPER, LEADER), tx)
    assert [entry.verb for entry in tx.audit] == ["supervise:whisper"]
    assert tx.supervisions[ID].mode is Mode.LISTEN
    assert not tx.told


async def test_who_ordered_a_take_over_can_no_longer_leave_the_caller():
    tx = centre(ON)
    await change_supervision(ChangeSupervisionTo(ID, Mode.TAKE_OVER, LEADER), tx)
    with pytest.raises(IllegalMove):
        await leave_supervision(LeaveSupervision(ID, LEADER), tx)
    with pytest.raises(IllegalMove):
        await change_supervision(ChangeSupervisionTo(ID, Mode.LISTEN, LEADER), tx)


async def test_a_call_taken_over_is_the_leaders_and_frees_the_seat():
    tx = centre(replace(ON, mode=Mode.TAKE_OVER))
    signal = CallTakenOver(
        exchange="node1", call_unique_id=CALL.unique_id, happened_at=NOON,
        seat=2, phone="8002", leg_unique_id="node1-1795310770.9",
    )  # fmt: skip
    await take_call_over(signal, tx)
    call = tx.calls[CALL.id]
    assert (call.state, call.seat, call.staff_number) == (CallState.TALKING, 2, "2001")
    assert [tx.seats[number].state for number in (1, 2)] == [SeatState.WRAP_UP, SeatState.TALKING]
    assert tx.told == ["call_taken_over", "seat_wrapping_up", "seat_talking"]


async def test_after_an_exchange_was_away_only_those_it_holds_are_on():
    young = replace(ON, id=uuid4(), state=SupervisionState.CALLING, heard_at=None, asked_at=NOON)
    kept, elsewhere = replace(ON, id=uuid4()), replace(ON, id=uuid4(), exchange="node2")
    tx = centre(ON, young, kept, elsewhere)
    picture = ExchangePicture(
        exchange="node1", started_at=NOON, taken_at=NOON + timedelta(seconds=1),
        calls=(), reachable_seats=frozenset(), supervisions=frozenset({kept.id}),
    )  # fmt: skip
    await end_lost_supervisions(picture, tx)
    assert [one.id for one in tx.supervisions if one.over] == [ON.id]


@pytest.mark.mission("A18", "B15")
async def test_a_forced_release_is_accounted_for_and_needs_a_talk():
    tx = centre()
    await force_release(ForceRelease(CALL.id), tx)
    assert [entry.verb for entry in tx.audit] == ["force_release"]
    assert tx.told == ["call_force_released"]
    with pytest.raises(NothingToSupervise):
        await force_release(
            ForceRelease(CALL.id), centre(call=replace(CALL, state=CallState.ENDED))
        )


def test_nobody_hears_himself_and_every_mode_says_who_hears_whom():
    assert set(HEARING) == {None, *Mode}
    for heard_by in HEARING.values():
        assert set(heard_by) == set(Party)
        assert all(listener not in heard for listener, heard in heard_by.items())
