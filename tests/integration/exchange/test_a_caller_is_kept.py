"""A caller is never hung up on: dead phones, nobody there, nobody who answers."""

import pytest

from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    RunningExchange,
    TapedCall,
    answer,
    heard,
    timings,
    until,
    until_heard,
)

FIRST, SECOND = Identity("13800138000", "先"), Identity("13900139000", "后")


@pytest.mark.mission("A12", "A13")
async def test_a_caller_whose_seat_dies_comes_back_at_the_head(exchange: RunningExchange):
    dying = await exchange.seat("8001")
    caller = exchange.caller().call("120", FIRST)
    leg = await dying.next_call()
    await answer(leg)
    living = await exchange.seat("8002")
    exchange.caller().call("120", SECOND)
    waiting = await living.next_call()
    assert "13900139000" in waiting.peer
    waiting.refuse()
    dying.vanish()
    again = await living.next_call()
    while "13800138000" not in again.peer:
        again.refuse()
        again = await living.next_call()
    shown = exchange.node.ask("queue show 120")
    await answer(again)
    assert shown.index("1. PJSIP/gateway-00000000") < shown.index("2. PJSIP/gateway-")
    assert caller.state is LegState.TALKING


async def test_the_recording_of_a_caller_whose_seat_died_goes_on(exchange: RunningExchange):
    dying, living = await exchange.seat("8001"), await exchange.seat("8002")
    tape, again_says = TapedCall(exchange), (PROMPTS / "reconnecting.alaw").read_bytes()[:12000]
    caller = exchange.caller().call("120", FIRST)
    leg, other = await dying.next_call(), await living.next_call()
    await answer(leg)
    await other.wait_for(LegState.ENDED)
    names = tape.names
    dying.vanish()
    again = await living.next_call()
    await until_heard(again_says, caller)
    await answer(again)
    caller.media.say(CALLER_SAYS)
    await until_heard(CALLER_SAYS, again)
    await again.hang_up()
    await until(lambda: tape.finished)
    assert [name for name in tape.names if name.endswith(".wav")] == names
    assert heard(CALLER_SAYS[:RATE_HZ], tape.side("rx")) > 0.95
    assert heard(again_says[:RATE_HZ], tape.side("tx")) > 0.95


async def test_a_phone_that_ends_with_a_fault_loses_no_caller(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    caller = exchange.caller().call("120", FIRST)
    leg = await seat.next_call()
    await answer(leg)
    await leg.hang_up(("Reason", "Q.850;cause=41"))
    assert "13800138000" in (await seat.next_call()).peer
    assert caller.state is LegState.TALKING


async def test_a_silent_phone_on_hold_is_not_taken_for_dead(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    caller = exchange.caller().call("120", FIRST)
    leg = await seat.next_call()
    await answer(leg)
    await leg.hold()
    leg.media.mute()
    heard_before = len(caller.media.heard)
    await until(lambda: len(caller.media.heard) > heard_before + 3 * 8000)
    assert seat.calls.empty()
    assert leg.state is LegState.TALKING


@pytest.mark.mission("A12")
@timings(overflow_after_s=1, ring_cycle_s=10)
async def test_when_nobody_answers_a_spare_phone_rings_beside_the_seats(
    exchange: RunningExchange,
):
    seat, spare = await exchange.seat("8001"), await exchange.seat("spare1")
    caller = exchange.caller().call("120", FIRST)
    await seat.next_call()
    spare_leg, seat_leg = await spare.next_call(), await seat.next_call()
    assert seat_leg.state is LegState.RINGING
    await answer(spare_leg)
    await caller.wait_for(LegState.TALKING)
    await seat_leg.wait_for(LegState.ENDED)
    await spare_leg.wait_for(LegState.TALKING)


@timings(overflow_after_s=1, overflow_rings_s=1, ring_cycle_s=1)
async def test_when_the_spare_phone_does_not_answer_either_the_caller_waits_on(
    exchange: RunningExchange,
):
    seat, spare = await exchange.seat("8001"), await exchange.seat("spare1")
    caller = exchange.caller().call("120", FIRST)
    await spare.next_call()
    await spare.next_call()
    assert caller.state is LegState.TALKING
    while (leg := await seat.next_call()).state is not LegState.RINGING:
        pass
    await answer(leg)


@pytest.mark.mission("A12")
@timings(overflow_after_s=600)
async def test_with_no_seat_reachable_a_spare_phone_rings_at_once(exchange: RunningExchange):
    spare = await exchange.seat("spare1")
    exchange.caller().call("120", FIRST)
    await answer(await spare.next_call())


@timings(overflow_after_s=600)
async def test_with_every_seat_at_rest_a_spare_phone_rings_at_once(exchange: RunningExchange):
    seat, spare = await exchange.seat("8001"), await exchange.seat("spare1")
    exchange.node.ask("queue pause member PJSIP/8001")
    exchange.caller().call("120", FIRST)
    await answer(await spare.next_call())
    assert seat.calls.empty()


@timings(overflow_after_s=600)
async def test_when_the_last_seat_dies_a_waiting_caller_goes_to_the_spare_phone(
    exchange: RunningExchange,
):
    seat, spare = await exchange.seat("8001"), await exchange.seat("spare1")
    exchange.caller().call("120", FIRST)
    (await seat.next_call()).refuse()
    await seat.register(lasts_s=0)
    await answer(await spare.next_call())


@timings(overflow_after_s=1, overflow_rings_s=1)
async def test_with_no_phone_at_all_a_caller_waits_until_one_comes(exchange: RunningExchange):
    caller = exchange.caller().call("120", FIRST)
    await caller.wait_for(LegState.TALKING)
    await until(lambda: "1. PJSIP/gateway" in exchange.node.ask("queue show 120-overflow"))
    seat = await exchange.seat("8003")
    await answer(await seat.next_call())
    assert caller.state is LegState.TALKING


@pytest.mark.mission("F8")
@pytest.mark.parametrize("numbers", [(60_000, 20_000), (20_000, 60_000)], ids=["down", "up"])
async def test_both_talks_and_the_music_between_are_recorded_whatever_the_phones_count_from(
    exchange: RunningExchange, numbers: tuple[int, int]
):
    """Debian's decoder drops what it takes for late packets; see the dialplan's `ring` step."""
    seat, tape = await exchange.seat("8001"), TapedCall(exchange)
    music = (PROMPTS / "reconnecting.alaw").read_bytes()[: 2 * RATE_HZ]
    said = (SEAT_SAYS, CALLER_SAYS)
    caller = exchange.caller().call("120", FIRST)
    first = await seat.next_call()
    await talk(first, said[0], first_number=numbers[0])
    await until_heard(said[0], caller)
    await first.hang_up(("Reason", "Q.850;cause=41"))
    second = await seat.next_call()
    await until_heard(music, caller)
    await talk(second, said[1], first_number=numbers[1])
    await until_heard(said[1], caller)
    await second.hang_up()
    await until(lambda: tape.finished)
    for sound in (*said, music):
        assert heard(sound[:RATE_HZ], tape.side("tx")) > 0.95


async def talk(leg: Leg, sound: bytes, *, first_number: int) -> None:
    """Answer and speak, with packets counted from a number."""
    leg.media.first_number = first_number
    leg.media.say(sound)
    await answer(leg)
