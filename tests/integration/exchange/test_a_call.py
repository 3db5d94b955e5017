"""A 120 call on a real Asterisk, from the trunk to a seat's phone, without any server."""

import pytest

from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import LegState
from dispatch.simulator.phone.phone import Identity, Phone
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    RunningExchange,
    TapedCall,
    answer,
    begin_s,
    heard,
    timings,
    until,
    until_heard,
)

SOMEBODY = Identity("13800138000", "张三丰")


@pytest.mark.mission("A13", "D1")
async def test_a_call_rings_every_seat_and_one_wins(exchange: RunningExchange):
    seats = [await exchange.seat(user) for user in ("8001", "8002", "8003")]
    exchange.caller().call("120", SOMEBODY)
    legs = [await seat.next_call() for seat in seats]
    await answer(legs[1])
    for other in (legs[0], legs[2]):
        await other.wait_for(LegState.ENDED)
        assert "Call completed elsewhere" in other.reason


@pytest.mark.mission("A7")
async def test_a_seat_is_shown_who_calls(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    exchange.caller().call("120", SOMEBODY)
    assert (await seat.next_call()).peer.startswith('"张三丰" <sip:13800138000@')


@pytest.mark.mission("A12", "F8")
async def test_with_every_server_dead_a_call_is_answered_and_recorded_from_its_first_second(
    exchange: RunningExchange,
):
    seat, tape = await exchange.seat("8001"), TapedCall(exchange)
    caller = exchange.caller().call("120", SOMEBODY)
    caller.media.say(CALLER_SAYS)
    leg = await seat.next_call()
    await until(lambda: len(caller.media.heard) > 8000)
    await answer(leg)
    leg.media.say(SEAT_SAYS)
    await until_heard(SEAT_SAYS, caller)
    await leg.hang_up()
    await until(lambda: tape.finished)
    assert heard(CALLER_SAYS, tape.side("rx")) > 0.95
    assert abs(begin_s(CALLER_SAYS, tape.side("rx"))) < 0.1
    assert heard(SEAT_SAYS[:RATE_HZ], tape.side("tx")) > 0.95
    assert len(tape.side("rx")) == len(tape.side("tx"))


@pytest.mark.mission("F8")
async def test_a_waiting_caller_hears_a_voice_and_it_is_recorded(exchange: RunningExchange):
    await exchange.seat("8001")
    tape, welcome = TapedCall(exchange), (PROMPTS / "welcome.alaw").read_bytes()[:16000]
    caller = exchange.caller().call("120", SOMEBODY)
    await until_heard(welcome, caller)
    await caller.hang_up()
    await until(lambda: tape.finished)
    assert heard(welcome[:RATE_HZ], tape.side("tx")) > 0.95


async def test_a_seat_that_hangs_up_ends_the_call(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    caller = exchange.caller().call("120", SOMEBODY)
    leg = await seat.next_call()
    await answer(leg)
    await leg.hold()
    await leg.hang_up(("Reason", 'SIP;cause=200;text="User Triggered"'))
    await caller.wait_for(LegState.ENDED)
    assert caller.ended_by == "BYE"


@timings(caller_lost_after_s=1)
async def test_a_caller_that_vanishes_frees_the_seat(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    caller = exchange.caller().call("120", SOMEBODY)
    leg = await seat.next_call()
    await answer(leg)
    caller.vanish()
    await leg.wait_for(LegState.ENDED)


async def test_a_wrong_dialled_number_reaches_the_queue_too(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    exchange.caller().call("+8625120,injected", SOMEBODY)
    assert (await seat.next_call()).peer.startswith('"张三丰"')


async def test_a_phone_can_dial_nobody(exchange: RunningExchange):
    """484: four digits could become the six of a conference's code; seven or letters cannot."""
    seat = await exchange.seat("8001")
    for dialled, refused in (("8002", "484"), ("13800000000", "404"), ("spare1", "404")):
        leg = seat.call(dialled, Identity("8001"))
        await leg.wait_for(LegState.ENDED)
        assert leg.ended_by == refused


async def test_a_stranger_cannot_call(exchange: RunningExchange):
    async with Phone(("127.0.0.99", 0), exchange.sip, Credentials("nobody", "")) as stranger:
        leg = stranger.call("120", SOMEBODY)
        await leg.wait_for(LegState.ENDED)
    assert leg.ended_by == "401"
