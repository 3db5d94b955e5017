"""What the exchange does alone with misdials, priority numbers, locked numbers, repeat callers."""

import pytest

from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.adapters.clock import SystemClock
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity
from dispatch.simulator.voices import load_voice
from tests.integration.exchange.running import (
    SEAT_SAYS,
    RunningExchange,
    TapedCall,
    answer,
    heard,
    timings,
    until,
    until_heard,
)

NUMBER, AHEAD = "13800138001", "13800138003"
FIRST, SECOND, THIRD = Identity(NUMBER), Identity("13800138002"), Identity(AHEAD)
HOUR_S = 3600
SOUND = {
    name: (PROMPTS / f"{name}.alaw").read_bytes()[: 2 * RATE_HZ]
    for name in ("misdial", "locked", "speak_now", "next", "place", "place_end", "digits-2")
}
# A voice that speaks on for more than five seconds.
SPEECH = (load_voice("crash") * 3)[: 8 * RATE_HZ]


def remember(exchange: RunningExchange, family: str, key: str, value: object) -> None:
    """Put something to the exchange's memory, as a server does."""
    exchange.node.ask(f"database put {family} {key} {value}")


def lock(exchange: RunningExchange, *, for_s: int = HOUR_S) -> None:
    remember(exchange, "lock", NUMBER, now_s() + for_s)


def now_s() -> int:
    return int(SystemClock().now().timestamp())


@pytest.mark.mission("A16")
async def test_a_misdialled_call_is_told_so_and_reaches_the_queue(exchange: RunningExchange):
    seat, tape = await exchange.seat("8001"), TapedCall(exchange)
    caller = exchange.caller().call("12012345", FIRST)
    await until_heard(SOUND["misdial"], caller)
    leg = await seat.next_call()
    await answer(leg)
    leg.media.say(SEAT_SAYS)
    await until_heard(SEAT_SAYS, caller)
    await leg.hang_up()
    await until(lambda: tape.finished)
    assert heard(SOUND["misdial"], tape.side("tx")) > 0.95
    assert heard(SEAT_SAYS[:RATE_HZ], tape.side("tx")) > 0.95


@pytest.mark.mission("A17")
async def test_a_locked_number_is_answered_warned_and_recorded_and_rings_no_seat(
    exchange: RunningExchange,
):
    seat, tape = await exchange.seat("8001"), TapedCall(exchange)
    lock(exchange)
    caller = exchange.caller().call("120", FIRST)
    await until_heard(SOUND["locked"], caller)
    await until_heard(SOUND["speak_now"], caller)
    await caller.wait_for(LegState.ENDED, timeout_s=60)
    await until(lambda: tape.finished)
    assert seat.calls.empty()
    assert heard(SOUND["locked"], tape.side("tx")) > 0.95


@pytest.mark.mission("A17")
async def test_a_locked_caller_who_speaks_on_is_put_through(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    lock(exchange)
    caller = exchange.caller().call("120", FIRST)
    await until_heard(SOUND["speak_now"], caller)
    caller.media.say(SPEECH)
    leg = await seat.next_call()
    await answer(leg)
    leg.media.say(SEAT_SAYS)
    await until_heard(SEAT_SAYS, caller)


@pytest.mark.mission("A17")
async def test_a_locked_caller_who_presses_a_key_is_put_through_once_in_a_while(
    exchange: RunningExchange,
):
    seat = await exchange.seat("8001")
    lock(exchange)
    caller = exchange.caller().call("120", FIRST)
    await until_heard(SOUND["speak_now"], caller)
    caller.media.press("1")
    leg = await seat.next_call()
    await answer(leg)
    await leg.hang_up()
    await caller.wait_for(LegState.ENDED)
    again = exchange.caller().call("120", FIRST)
    await until_heard(SOUND["locked"], again)
    again.media.press("1")
    await again.wait_for(LegState.ENDED)
    assert seat.calls.empty()
    assert again.media.heard_s < caller.media.heard_s


@pytest.mark.mission("A17")
@timings(break_through_every_s=20, ring_cycle_s=60)
async def test_thirty_calls_of_a_locked_number_ring_one_seat_once_and_are_all_recorded(
    exchange: RunningExchange,
):
    seat = await exchange.seat("8001")
    lock(exchange)
    callers = [exchange.caller().call("120", FIRST) for _ in range(30)]
    for caller in callers:
        await until_heard_s(caller, 10)
        caller.media.press("5")
    leg = await seat.next_call()
    await until(lambda: sum(caller.state is LegState.ENDED for caller in callers) == 29)
    assert seat.calls.empty()
    await answer(leg)
    await leg.hang_up()
    await until(lambda: len(list(exchange.node.recordings.glob("*.done"))) == 30)
    assert seat.calls.empty()
    for mark in exchange.node.recordings.glob("*.done"):
        tape = TapedCall(exchange, mark.stem)
        assert min(len(tape.side("rx")), len(tape.side("tx"))) > 9 * RATE_HZ


@pytest.mark.mission("A17")
async def test_a_clock_that_was_set_back_keeps_no_locked_caller_out(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    lock(exchange)
    remember(exchange, "through", NUMBER, now_s() + HOUR_S)
    caller = exchange.caller().call("120", FIRST)
    await until_heard(SOUND["speak_now"], caller)
    caller.media.press("1")
    assert NUMBER in (await seat.next_call()).peer


async def until_heard_s(leg: Leg, seconds: float) -> None:
    await until(lambda: leg.media.heard_s > seconds)


@pytest.mark.mission("A17")
async def test_a_lock_ends_without_any_server(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    ends_at = now_s() + 8
    lock(exchange, for_s=8)
    caller = exchange.caller().call("120", FIRST)
    await until_heard(SOUND["locked"], caller)
    await caller.hang_up()
    assert seat.calls.empty()
    await until(lambda: now_s() > ends_at)
    exchange.caller().call("120", FIRST)
    assert NUMBER in (await seat.next_call()).peer


@pytest.mark.mission("A17")
@pytest.mark.parametrize("value", [str(2**40), "nonsense", "0"])
async def test_a_lock_that_makes_no_sense_locks_nobody(exchange: RunningExchange, value: str):
    seat = await exchange.seat("8001")
    remember(exchange, "lock", NUMBER, value)
    exchange.caller().call("120", FIRST)
    assert NUMBER in (await seat.next_call()).peer


@pytest.mark.mission("A17", "B24")
async def test_a_priority_number_is_never_locked(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    lock(exchange)
    remember(exchange, "priority", NUMBER, 1)
    exchange.caller().call("120", FIRST)
    assert NUMBER in (await seat.next_call()).peer


@pytest.mark.mission("A16", "B24")
async def test_a_priority_number_that_misdials_hears_no_announcement(exchange: RunningExchange):
    seat, tape = await exchange.seat("8001"), TapedCall(exchange)
    remember(exchange, "priority", AHEAD, 1)
    caller = exchange.caller().call("12012345", THIRD)
    leg = await seat.next_call()
    await answer(leg)
    leg.media.say(SEAT_SAYS)
    await until_heard(SEAT_SAYS, caller)
    await leg.hang_up()
    await until(lambda: tape.finished)
    assert heard(SOUND["misdial"], tape.side("tx")) < 0.5


@pytest.mark.mission("A13", "B24")
async def test_a_priority_number_goes_ahead_in_the_queue(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    remember(exchange, "priority", AHEAD, 1)
    exchange.caller().call("120", FIRST)
    busy = await seat.next_call()
    await answer(busy)
    exchange.caller().call("120", SECOND)
    await waiting(exchange, 1)
    exchange.caller().call("120", THIRD)
    await waiting(exchange, 2)
    await busy.hang_up()
    assert AHEAD in (await seat.next_call()).peer


@pytest.mark.mission("B4")
async def test_a_repeat_caller_rings_his_last_taker_first(exchange: RunningExchange):
    taker, other = await exchange.seat("8002"), await exchange.seat("8001")
    remember_taker(exchange, "8002")
    exchange.caller().call("120", FIRST)
    await answer(await taker.next_call())
    assert other.calls.empty()


@pytest.mark.mission("B4")
@timings(ring_cycle_s=1)
async def test_a_repeat_caller_whom_his_taker_does_not_answer_rings_everybody(
    exchange: RunningExchange,
):
    taker, other = await exchange.seat("8002"), await exchange.seat("8001")
    remember_taker(exchange, "8002")
    exchange.caller().call("120", FIRST)
    await taker.next_call()
    assert NUMBER in (await other.next_call()).peer


@pytest.mark.mission("B4")
@timings(ring_cycle_s=60)
async def test_a_repeat_caller_whose_taker_talks_rings_everybody_at_once(
    exchange: RunningExchange,
):
    taker = await exchange.seat("8002")
    exchange.caller().call("120", SECOND)
    await answer(await taker.next_call())
    other = await exchange.seat("8001")
    remember_taker(exchange, "8002")
    exchange.caller().call("120", FIRST)
    assert NUMBER in (await other.next_call()).peer


@pytest.mark.mission("B4")
@timings(ring_cycle_s=60)
async def test_a_repeat_caller_whose_taker_rests_rings_everybody_else_at_once(
    exchange: RunningExchange,
):
    taker, other = await exchange.seat("8002"), await exchange.seat("8001")
    exchange.node.ask("queue pause member PJSIP/8002")
    remember_taker(exchange, "8002")
    exchange.caller().call("120", FIRST)
    assert NUMBER in (await other.next_call()).peer
    assert taker.calls.empty()


@pytest.mark.mission("B4")
@pytest.mark.parametrize("phone", ["8002", "8003", "9999", "spare1", "seat"])
@timings(ring_cycle_s=60)
async def test_a_hint_to_a_phone_that_is_not_there_rings_everybody_at_once(
    exchange: RunningExchange, phone: str
):
    seat = await exchange.seat("8001")
    remember_taker(exchange, phone)
    exchange.caller().call("120", FIRST)
    assert NUMBER in (await seat.next_call()).peer


@pytest.mark.mission("B4")
@timings(ring_cycle_s=60)
async def test_a_hint_that_is_too_old_means_nothing(exchange: RunningExchange):
    taker, other = await exchange.seat("8002"), await exchange.seat("8001")
    remember_taker(exchange, "8002", for_s=-1)
    exchange.caller().call("120", FIRST)
    for seat in (taker, other):
        assert NUMBER in (await seat.next_call()).peer


def remember_taker(exchange: RunningExchange, phone: str, *, for_s: int = HOUR_S) -> None:
    remember(exchange, "repeat", NUMBER, f"{phone}-{now_s() + for_s}")


async def waiting(exchange: RunningExchange, count: int) -> None:
    """Wait until so many callers wait."""
    await until(lambda: f"{count}. PJSIP/gateway" in exchange.node.ask("queue show 120"))


@pytest.mark.mission("A13", "B17")
@timings(place_said_every_s=2)
async def test_waiting_callers_are_told_their_places(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    exchange.caller().call("120", FIRST)
    await answer(await seat.next_call())
    second = exchange.caller().call("120", SECOND)
    await waiting(exchange, 1)
    third = exchange.caller().call("120", THIRD)
    await until_heard(SOUND["next"], second)
    await until_heard(SOUND["place"], third)
    await until_heard(SOUND["digits-2"], third)
    await until_heard(SOUND["place_end"], third)


@pytest.mark.mission("A17")
async def test_a_caller_who_breaks_through_rings_the_shift_leader_first(
    exchange: RunningExchange,
):
    leader, other = await exchange.seat("8002"), await exchange.seat("8001")
    remember(exchange, "leader", "phone", f"8002-{now_s() + HOUR_S}")
    await break_through(exchange)
    await answer(await leader.next_call())
    assert other.calls.empty()


@pytest.mark.mission("A17", "A13")
async def test_a_caller_who_breaks_through_waits_behind_everybody(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    exchange.caller().call("120", SECOND)
    busy = await seat.next_call()
    await answer(busy)
    await break_through(exchange)
    await waiting(exchange, 1)
    exchange.caller().call("120", THIRD)
    await waiting(exchange, 2)
    await busy.hang_up()
    assert AHEAD in (await seat.next_call()).peer


async def break_through(exchange: RunningExchange) -> None:
    """Let a locked caller press a key."""
    lock(exchange)
    caller = exchange.caller().call("120", FIRST)
    await until_heard(SOUND["speak_now"], caller)
    caller.media.press("1")
