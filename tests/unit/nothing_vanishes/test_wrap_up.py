"""A seat owes what its talk was; whoever goes on without saying it leaves a flag."""

from dataclasses import replace

import pytest

from dispatch.domain.call import EndedBy
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.disposition import DispositionMissing, TalkDisposition, TalkNotOver
from dispatch.domain.errors import IllegalMove
from dispatch.domain.seat import BusyReason, SeatNotYours, SeatState
from dispatch.domain.signal import CallEnded
from dispatch.domain.task import ReasonNotListed
from dispatch.services.calls.dispose_call import DisposeCall, dispose_call
from dispatch.services.calls.end_call import end_call
from dispatch.services.seats.finish_wrap_up import finish_wrap_up
from dispatch.services.seats.make_seat_busy import make_seat_busy
from dispatch.services.seats.make_seat_ready import make_seat_ready
from dispatch.services.seats.sign_off_seat import sign_off_seat
from tests.unit.memory_transaction import NOON, SITE, MemoryTransaction
from tests.unit.nothing_vanishes.at_work import OTHER, OVER, TAKER, TALK, TALKING, WRAPS_UP

ADVICE = DisposeCall(OVER.id, TalkDisposition.ADVICE, TAKER)


@pytest.mark.mission("B16")
async def test_after_a_talk_the_seat_is_not_ready_before_it_is_said_what_it_was():
    tx = MemoryTransaction(calls=[TALK], seats=[TALKING])
    await end_call(
        CallEnded(
            exchange=TALK.exchange, call_unique_id=TALK.unique_id, happened_at=NOON,
            cause=16, ended_by=EndedBy.CALLER,
        ),
        tx,
    )  # fmt: skip
    with pytest.raises(DispositionMissing):
        await make_seat_ready(1, TAKER, tx)
    await dispose_call(ADVICE, tx)
    assert tx.seats[1].state is SeatState.READY
    assert tx.calls[OVER.id].disposition is TalkDisposition.ADVICE
    assert (DeadlineKind.WRAP_UP, "1") not in tx.deadlines
    assert tx.told == ["call_ended", "seat_wrapping_up", "call_disposed", "seat_ready"]


@pytest.mark.mission("B16")
async def test_when_the_time_is_over_nobody_said_it_and_the_seat_is_ready():
    tx = MemoryTransaction(calls=[OVER], seats=[WRAPS_UP])
    await finish_wrap_up(1, tx)
    assert tx.calls[OVER.id].disposition is TalkDisposition.NONE_GIVEN
    assert tx.seats[1].state is SeatState.READY
    assert tx.told == ["call_disposed", "seat_ready"]


async def test_it_may_be_said_later_but_only_once():
    flagged = replace(OVER, disposition=TalkDisposition.NONE_GIVEN)
    tx = MemoryTransaction(calls=[flagged])
    await dispose_call(ADVICE, tx)
    with pytest.raises(IllegalMove):
        await dispose_call(replace(ADVICE, disposition=TalkDisposition.REPEAT), tx)
    assert tx.calls[OVER.id].disposition is TalkDisposition.ADVICE


async def test_a_ring_in_between_keeps_what_is_owed():
    rung = WRAPS_UP.rung(TALK.id, NOON)
    assert (rung.state, rung.wraps_up) == (SeatState.RINGING, OVER.id)
    rested = rung.rung_out(NOON)
    assert (rested.state, rested.wraps_up) == (SeatState.WRAP_UP, OVER.id)


async def test_the_time_that_ends_while_it_rings_lets_it_ring_on():
    tx = MemoryTransaction(calls=[OVER], seats=[WRAPS_UP.rung(TALK.id, NOON)])
    await finish_wrap_up(1, tx)
    assert tx.calls[OVER.id].disposition is TalkDisposition.NONE_GIVEN
    assert (tx.seats[1].state, tx.seats[1].wraps_up) == (SeatState.RINGING, None)


async def test_who_goes_on_a_break_or_leaves_instead_is_flagged():
    for leave in (
        lambda tx: make_seat_busy(1, TAKER, BusyReason.MEAL, tx),
        lambda tx: sign_off_seat(1, TAKER, tx),
    ):
        tx = MemoryTransaction(calls=[OVER], seats=[WRAPS_UP])
        await leave(tx)
        assert tx.calls[OVER.id].disposition is TalkDisposition.NONE_GIVEN


async def test_what_is_refused():
    site = replace(SITE, talk_dispositions=(TalkDisposition.REPEAT,))
    with pytest.raises(ReasonNotListed):
        await dispose_call(ADVICE, MemoryTransaction(calls=[OVER], site=site))
    with pytest.raises(SeatNotYours):
        await dispose_call(replace(ADVICE, staff_number=OTHER), MemoryTransaction(calls=[OVER]))
    with pytest.raises(TalkNotOver):
        await dispose_call(ADVICE, MemoryTransaction(calls=[TALK]))
