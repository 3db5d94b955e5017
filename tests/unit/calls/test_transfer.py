"""A seat gives its caller to another: who may, who may not, and what is stored."""

from dataclasses import replace
from typing import Any

import pytest

from dispatch.domain.call import CallState
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.dialling import Direction
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.seat import Seat, SeatKind, SeatNotFound, SeatNotYours, SeatState
from dispatch.domain.signal import CallAnswered, CallTransferred, SeatRinging
from dispatch.domain.transfer import SeatCannotTake, must_be_transferable
from dispatch.services.calls.connect_call import connect_call
from dispatch.services.calls.hand_over_call import hand_over_call
from dispatch.services.calls.ring_seat import ring_seat
from tests.unit.incidents.some_incidents import call, incident, link
from tests.unit.memory_transaction import NOON, MemoryTransaction

TALK = call(1)


def seat(number: int, staff: str | None, state: SeatState, **fields: Any) -> Seat:
    given = {"staff_number": staff, "phone_reachable": True, **fields}
    return Seat(number, SeatKind.SOFT, state, NOON, **given)


SENDER = seat(1, "1027", SeatState.TALKING, call_id=TALK.id)
RECEIVER = seat(2, "1031", SeatState.READY)


def signal(kind: type[Any], **fields: Any) -> Any:
    named = {"exchange": "node1", "call_unique_id": TALK.unique_id, "happened_at": NOON}
    return kind(**named, **fields)


@pytest.mark.mission("B14", "B19")
async def test_the_caller_waits_for_the_other_seat_and_keeps_his_incident():
    own = incident(links=(link(1),))
    tx = MemoryTransaction(calls=[TALK], seats=[SENDER, RECEIVER], incidents=[own])
    await hand_over_call(signal(CallTransferred, sender=1, receiver=2), tx)
    await ring_seat(signal(SeatRinging, seat=2, leg_unique_id="leg"), tx)
    given = tx.calls[TALK.id]
    assert (given.state, given.ringing_seats, given.seat) == (CallState.RINGING, (2,), None)
    assert given.transferred_by == 1
    assert (tx.seats[1].state, tx.seats[2].state) == (SeatState.WRAP_UP, SeatState.RINGING)
    assert (DeadlineKind.CALL_ANSWER, str(TALK.id)) in tx.deadlines
    assert await tx.incidents.find_id_of_call(TALK.id) == own.id
    assert tx.told == ["call_transferred", "seat_wrapping_up", "call_ringing", "seat_ringing"]


async def test_the_receiver_talks_and_nothing_is_overdue_any_more():
    tx = MemoryTransaction(calls=[TALK], seats=[SENDER, RECEIVER])
    await hand_over_call(signal(CallTransferred, sender=1, receiver=2), tx)
    await connect_call(signal(CallAnswered, seat=2, phone="8002", leg_unique_id="leg"), tx)
    assert (tx.calls[TALK.id].seat, tx.calls[TALK.id].staff_number) == (2, "1031")
    assert len(tx.deadlines) == 0


def test_a_free_seat_may_be_given_a_caller():
    must_be_transferable(TALK, "1027", 2, [SENDER, RECEIVER])
    must_be_transferable(replace(TALK, state=CallState.HELD), "1027", 2, [SENDER, RECEIVER])


@pytest.mark.parametrize(
    ("given", "by", "receiver", "refusal"),
    [
        (TALK, "1031", RECEIVER, SeatNotYours),
        (replace(TALK, state=CallState.ENDED), "1027", RECEIVER, IllegalMove),
        (replace(TALK, direction=Direction.OUT), "1027", RECEIVER, IllegalMove),
        (TALK, "1027", replace(RECEIVER, number=3), SeatNotFound),
        (TALK, "1027", replace(RECEIVER, staff_number=None), SeatCannotTake),
        (TALK, "1027", replace(RECEIVER, phone_reachable=False), SeatCannotTake),
        (TALK, "1027", replace(RECEIVER, state=SeatState.TALKING), SeatCannotTake),
        (TALK, "1027", replace(RECEIVER, state=SeatState.RINGING), SeatCannotTake),
    ],
)
def test_what_cannot_be_given_away_is_refused(
    given: Any, by: str, receiver: Seat, refusal: type[DomainError]
):
    with pytest.raises(refusal):
        must_be_transferable(given, by, 2, [SENDER, receiver])


def test_a_seat_does_not_give_a_caller_to_itself():
    with pytest.raises(SeatCannotTake):
        must_be_transferable(TALK, "1027", 1, [replace(SENDER, state=SeatState.READY)])
