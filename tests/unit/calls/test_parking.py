"""A seat parks its caller and another fetches him: who may, and what is stored."""

from dataclasses import replace
from typing import Any

import pytest

from dispatch.domain.call import Call, CallState, EndedBy
from dispatch.domain.call_note import CallNote
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.dialling import Direction
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.missed import missed_signals
from dispatch.domain.park import must_be_parkable, must_be_pickable
from dispatch.domain.seat import Seat, SeatNotYours, SeatState
from dispatch.domain.signal import CallAnswered, CallEnded, CallParked, SeatRinging
from dispatch.domain.transfer import SeatCannotTake
from dispatch.services.calls.connect_call import connect_call
from dispatch.services.calls.end_call import end_call
from dispatch.services.calls.park_call import park_call
from dispatch.services.calls.ring_seat import ring_seat
from tests.unit.calls.test_transfer import RECEIVER, SENDER, TALK, signal
from tests.unit.exchange.test_ami_events import TALKING
from tests.unit.memory_transaction import NOON, MemoryTransaction

PARKED = TALK.parked(1, NOON)


@pytest.mark.mission("B15")
async def test_a_parked_caller_is_everybodys_and_his_seat_is_free():
    tx = MemoryTransaction(calls=[TALK], seats=[SENDER, RECEIVER])
    await park_call(signal(CallParked, seat=1), tx)
    parked = tx.calls[TALK.id]
    assert (parked.state, parked.parked_by, parked.parked_at) == (CallState.PARKED, 1, NOON)
    assert (parked.seat, parked.staff_number, parked.waiting) == (None, None, False)
    assert tx.seats[1].state is SeatState.WRAP_UP
    assert (DeadlineKind.CALL_ANSWER, str(TALK.id)) in tx.deadlines
    assert tx.told == ["call_parked", "seat_wrapping_up"]


async def test_whoever_fetches_him_talks_and_nothing_is_overdue():
    tx = MemoryTransaction(calls=[TALK], seats=[SENDER, RECEIVER])
    await park_call(signal(CallParked, seat=1), tx)
    await ring_seat(signal(SeatRinging, seat=2, leg_unique_id="leg"), tx)
    await connect_call(signal(CallAnswered, seat=2, phone="8002", leg_unique_id="leg"), tx)
    assert (tx.calls[TALK.id].state, tx.calls[TALK.id].seat) == (CallState.TALKING, 2)
    assert len(tx.deadlines) == 0


async def test_a_parked_caller_who_hangs_up_was_left_alone():
    tx = MemoryTransaction(calls=[PARKED], seats=[RECEIVER])
    await end_call(signal(CallEnded, cause=16, ended_by=EndedBy.CALLER), tx)
    assert tx.calls[TALK.id].state is CallState.ABANDONED


@pytest.mark.parametrize(
    ("call", "by", "refusal"),
    [
        (TALK, "1031", SeatNotYours),
        (PARKED, "1027", SeatNotYours),
        (replace(TALK, direction=Direction.OUT), "1027", IllegalMove),
        (replace(TALK, state=CallState.QUEUED), "1027", IllegalMove),
    ],
)
def test_only_ones_own_talk_can_be_parked(call: Call, by: str, refusal: type[DomainError]):
    assert must_be_parkable(TALK, "1027") == 1
    with pytest.raises(refusal):
        must_be_parkable(call, by)


@pytest.mark.parametrize(
    ("call", "seat", "refusal"),
    [
        (PARKED, None, SeatNotYours),
        (TALK, RECEIVER, IllegalMove),
        (replace(PARKED, direction=Direction.OUT), RECEIVER, IllegalMove),
        (replace(PARKED, notes=(CallNote.LOCKED,)), RECEIVER, IllegalMove),
        (PARKED, SENDER, SeatCannotTake),
        (PARKED, replace(RECEIVER, phone_reachable=False), SeatCannotTake),
        (PARKED, replace(RECEIVER, state=SeatState.RINGING), SeatCannotTake),
    ],
)
def test_a_seat_fetches_only_whom_nobody_talks_to(
    call: Call, seat: Seat | None, refusal: type[DomainError]
):
    rings_here = replace(RECEIVER, state=SeatState.RINGING, call_id=TALK.id)
    assert must_be_pickable(PARKED, RECEIVER) == must_be_pickable(PARKED, rings_here) == 2
    with pytest.raises(refusal):
        must_be_pickable(call, seat)


def missed(*known: Call, **live: Any) -> list[type[Any]]:
    picture = ExchangePicture(
        exchange=TALK.exchange,
        started_at=NOON,
        taken_at=NOON,
        calls=(replace(TALKING, unique_id=TALK.unique_id, **live),),
        reachable_seats=frozenset(),
    )
    return [type(one) for one in missed_signals(picture, known)]


def test_a_server_that_missed_the_parking_tells_it_and_not_a_lost_phone():
    live = {"state": CallState.PARKED, "parked_by": 1}
    assert missed(TALK, **live) == [CallParked]
    assert missed(PARKED, **live) == []
