"""A caller who says nothing is asked for a key, on a real Asterisk; nothing ends his talk."""

import asyncio

import pytest

from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.domain.signal import CallAnswered, CallerKeyPressed, SilentAsked
from dispatch.ports.call_control import ExchangeRefused
from dispatch.simulator.phone.g711 import RATE_HZ, decode_alaw
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    RunningExchange,
    answer,
    heard,
    listening,
    until_heard,
)

SOMEBODY = Identity("13800138000", "张三丰")
LATELY = 5 * RATE_HZ
ASKED = (PROMPTS / "silent.alaw").read_bytes()[RATE_HZ : 2 * RATE_HZ]


async def until_heard_lately(said: bytes, leg: Leg) -> None:
    """Wait until a phone hears something within its last seconds, which is soon looked through."""
    async with asyncio.timeout(40):
        while await asyncio.to_thread(heard, said, decode_alaw(leg.media.heard[-LATELY:])) < 0.9:
            await asyncio.sleep(0.5)


@pytest.mark.mission("D8")
async def test_only_the_caller_hears_the_question_his_key_is_told_and_the_talk_goes_on(
    exchange: RunningExchange,
):
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        caller = exchange.caller().call("120", SOMEBODY)
        own = await seat.next_call()
        await answer(own)
        answered = await ear.wait_for(CallAnswered)
        control = AsteriskControl(ear.link)
        await control.ask_silent(answered.call_unique_id)
        told = await ear.wait_for(SilentAsked)
        await until_heard(ASKED, caller)
        assert heard(ASKED, decode_alaw(own.media.heard)) < 0.5
        caller.media.press("5")
        pressed = await ear.wait_for(CallerKeyPressed)
        caller.media.say(CALLER_SAYS, again=True)
        own.media.say(SEAT_SAYS, again=True)
        await until_heard_lately(CALLER_SAYS, own)
        await until_heard_lately(SEAT_SAYS, caller)
    assert told.call_unique_id == pressed.call_unique_id == answered.call_unique_id
    assert pressed.digit == "5"
    assert (caller.state, own.state) == (LegState.TALKING, LegState.TALKING)


@pytest.mark.mission("D8")
async def test_a_caller_who_is_gone_is_not_asked(exchange: RunningExchange):
    async with listening(exchange) as ear:
        with pytest.raises(ExchangeRefused):
            await AsteriskControl(ear.link).ask_silent("node1-1795310763.9")


async def test_a_key_of_the_seats_telephone_tells_nothing(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        caller = exchange.caller().call("120", SOMEBODY)
        own = await seat.next_call()
        await answer(own)
        await ear.wait_for(CallAnswered)
        own.media.press("7")
        caller.media.press("1")
        pressed = await ear.wait_for(CallerKeyPressed)
    assert pressed.digit == "1"
    assert sum(isinstance(one, CallerKeyPressed) for one in ear.heard) == 1
