"""A seat fetches one caller, and holds another meanwhile: who may, and what the seat then does."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dispatch.domain.call import CallState, CallTaken, EndedBy
from dispatch.domain.call_note import CallNote
from dispatch.domain.call_out import SeatEngaged, SeatPhoneAway
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.people import Person
from dispatch.domain.seat import Seat, SeatKind, SeatNotYours, SeatState
from dispatch.domain.signal import CallAnswered, CallEnded, CallRetrieved, SeatLegLost
from dispatch.services.calls.connect_call import connect_call
from dispatch.services.calls.end_call import end_call
from dispatch.services.calls.fetch_call import FetchCall, fetch_call
from dispatch.services.calls.requeue_call import requeue_call
from dispatch.services.calls.retrieve_call import retrieve_call
from tests.unit.incidents.some_incidents import call
from tests.unit.memory_transaction import NOON, MemoryTransaction

LI = Person("1027", "李敏", frozenset(), "", True)
WANG = Person("1031", "王强", frozenset(), "", True)
WAITS = replace(call(1), state=CallState.QUEUED, seat=None, staff_number=None, answered_at=None)
HELD = replace(call(2), state=CallState.HELD, seat=1, held_at=NOON)


def seat(number: int, staff: str, state: SeatState = SeatState.READY, **fields: Any) -> Seat:
    given = {"staff_number": staff, "phone_reachable": True, **fields}
    return Seat(number, SeatKind.SOFT, state, NOON, **given)


ONE, TWO = seat(1, "1027"), seat(2, "1031")
HOLDS = seat(1, "1027", SeatState.TALKING, call_id=HELD.id)


def signal(kind: type[Any], of: Any, **fields: Any) -> Any:
    named = {"exchange": "node1", "call_unique_id": of.unique_id, "happened_at": NOON}
    return kind(**named, **fields)


@pytest.mark.mission("A13")
async def test_of_two_seats_that_press_the_same_digit_the_first_has_him():
    tx = MemoryTransaction(calls=[WAITS], seats=[ONE, TWO])
    claimed = await fetch_call(FetchCall(WAITS.id, LI), tx)
    with pytest.raises(CallTaken):
        await fetch_call(FetchCall(WAITS.id, WANG), tx)
    assert claimed.claimed_by == tx.calls[WAITS.id].claimed_by == 1
    assert tx.told == ["call_claimed"]


@pytest.mark.parametrize(
    ("waits", "sits", "refusal"),
    [
        (WAITS, seat(3, "9999"), SeatNotYours),
        (WAITS, replace(ONE, phone_reachable=False), SeatPhoneAway),
        (WAITS, replace(HOLDS, call_id=None), SeatEngaged),
        (replace(WAITS, state=CallState.TALKING, seat=2), ONE, CallTaken),
        (replace(WAITS, notes=(CallNote.LOCKED,)), ONE, IllegalMove),
    ],
)
async def test_what_cannot_be_fetched_is_refused(
    waits: Any, sits: Seat, refusal: type[DomainError]
):
    tx = MemoryTransaction(calls=[waits, replace(HELD, state=CallState.TALKING)], seats=[sits])
    with pytest.raises(refusal):
        await fetch_call(FetchCall(WAITS.id, LI), tx)
    assert not tx.told


async def test_a_seat_that_holds_a_caller_may_fetch_another_and_goes_on_with_him():
    tx = MemoryTransaction(calls=[WAITS, HELD], seats=[HOLDS])
    await fetch_call(FetchCall(WAITS.id, LI), tx)
    await connect_call(signal(CallAnswered, WAITS, seat=1, phone="8001", leg_unique_id="leg"), tx)
    assert (tx.seats[1].state, tx.seats[1].call_id) == (SeatState.TALKING, WAITS.id)
    assert (tx.calls[HELD.id].state, tx.calls[HELD.id].seat) == (CallState.HELD, 1)


@pytest.mark.parametrize("how", ["ended", "leg_lost"])
async def test_when_the_second_is_over_the_seat_turns_to_whom_it_holds(how: str):
    talks = replace(WAITS, state=CallState.TALKING, seat=1, staff_number="1027")
    later = replace(HELD, id=call(3).id, unique_id="x", held_at=NOON + timedelta(seconds=5))
    tx = MemoryTransaction(calls=[talks, later, HELD], seats=[replace(HOLDS, call_id=talks.id)])
    if how == "ended":
        await end_call(signal(CallEnded, talks, cause=16, ended_by=EndedBy.SEAT), tx)
    else:
        lost = signal(SeatLegLost, talks, seat=1, leg_unique_id="leg", cause=41)
        await requeue_call(lost, tx)
    assert (tx.seats[1].state, tx.seats[1].call_id) == (SeatState.TALKING, HELD.id)
    assert tx.told[-1] == "seat_talking"


async def test_whom_the_seat_takes_back_is_whom_it_talks_to():
    talks = replace(WAITS, state=CallState.HELD, seat=1, held_at=NOON)
    tx = MemoryTransaction(calls=[talks, HELD], seats=[replace(HOLDS, call_id=talks.id)])
    await retrieve_call(signal(CallRetrieved, HELD, seat=1), tx)
    assert tx.seats[1].call_id == HELD.id
    assert tx.told == ["call_retrieved", "seat_talking"]


async def test_a_held_caller_who_hangs_up_leaves_the_talk_with_the_other_alone():
    talks = replace(WAITS, state=CallState.TALKING, seat=1)
    tx = MemoryTransaction(calls=[talks, HELD], seats=[replace(HOLDS, call_id=talks.id)])
    await end_call(signal(CallEnded, HELD, cause=16, ended_by=EndedBy.CALLER), tx)
    assert (tx.seats[1].state, tx.seats[1].call_id) == (SeatState.TALKING, talks.id)
    assert tx.told == ["call_ended"]
