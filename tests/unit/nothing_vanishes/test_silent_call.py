"""A silent call: each step is noted once it is true, and none ends the call."""

from typing import Any

import pytest

from dispatch.domain.call import CallState
from dispatch.domain.seat import Seat, SeatKind, SeatState
from dispatch.domain.signal import CallerKeyPressed, SilentAsked
from dispatch.domain.silent_call import MOST_KEYS, NobodyListens, NotSilent
from dispatch.services.calls.call_out import CallOut, call_out
from dispatch.services.calls.locate_silent_call import locate_silent_call
from dispatch.services.calls.note_silent_asked import note_silent_asked
from dispatch.services.calls.note_silent_key import note_silent_key
from dispatch.services.calls.start_silent_call import start_silent_call
from tests.unit.memory_transaction import NOON, MemoryTransaction
from tests.unit.nothing_vanishes.at_work import CHIEF, LEADER, OTHER, OVER, TAKER, TALK

SIGNAL: dict[str, Any] = {
    "exchange": TALK.exchange,
    "call_unique_id": TALK.unique_id,
    "happened_at": NOON,
}


def key(digit: str) -> CallerKeyPressed:
    return CallerKeyPressed(**SIGNAL, digit=digit)


@pytest.mark.mission("D8")
async def test_every_step_is_an_event_of_the_call_and_it_goes_on():
    tx = MemoryTransaction(calls=[TALK])
    await start_silent_call(TALK.id, TAKER, tx)
    await note_silent_asked(SilentAsked(**SIGNAL), tx)
    await note_silent_key(key("5"), tx)
    await note_silent_key(key("#"), tx)
    after = await locate_silent_call(TALK.id, TAKER, tx)
    assert tx.told == [
        "call_silent_started",
        "call_silent_asked",
        "call_silent_key_pressed",
        "call_silent_key_pressed",
        "call_silent_located",
    ]
    assert after.silent is not None
    assert (after.silent.keys, after.silent.asks, after.state) == ("5#", 1, CallState.TALKING)


async def test_asking_again_keeps_what_was_found():
    tx = MemoryTransaction(calls=[TALK])
    await start_silent_call(TALK.id, TAKER, tx)
    await note_silent_key(key("1"), tx)
    again = await start_silent_call(TALK.id, TAKER, tx)
    assert again.silent is not None
    assert again.silent.keys == "1"
    assert tx.told.count("call_silent_started") == 1


@pytest.mark.parametrize(("call", "by"), [(TALK, OTHER), (OVER, TAKER)])
async def test_only_who_talks_can_begin(call: Any, by: str):
    tx = MemoryTransaction(calls=[call])
    with pytest.raises(NobodyListens):
        await start_silent_call(call.id, by, tx)
    assert not tx.told


async def test_keys_of_a_call_that_speaks_are_not_kept():
    tx = MemoryTransaction(calls=[TALK])
    await note_silent_key(key("5"), tx)
    assert not tx.told


async def test_what_was_not_begun_is_not_located():
    with pytest.raises(NotSilent):
        await locate_silent_call(TALK.id, TAKER, MemoryTransaction(calls=[TALK]))


async def test_a_caller_who_leans_on_his_keys_fills_nothing():
    tx = MemoryTransaction(calls=[TALK])
    await start_silent_call(TALK.id, TAKER, tx)
    for _ in range(MOST_KEYS + 8):
        await note_silent_key(key("9"), tx)
    silent = tx.calls[TALK.id].silent
    assert silent is not None
    assert len(silent.keys) == MOST_KEYS


@pytest.mark.mission("D8")
async def test_calling_back_is_a_step_too():
    seat = Seat(3, SeatKind.SOFT, SeatState.READY, NOON, staff_number=LEADER, phone_reachable=True)
    tx = MemoryTransaction(calls=[TALK], seats=[seat])
    await start_silent_call(TALK.id, TAKER, tx)
    await call_out(CallOut(CHIEF, "node1", call_id=TALK.id), tx)
    silent = tx.calls[TALK.id].silent
    assert silent is not None
    assert silent.called_back_at == NOON
    assert "call_silent_called_back" in tx.told
