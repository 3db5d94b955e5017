"""The staff number is spoken into the caller's ear, where a site wants it; the talk never waits."""

import pytest

from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.simulator.phone.g711 import decode_alaw
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    RunningExchange,
    TapedCall,
    answer,
    heard,
    until,
    until_heard,
)

SOMEBODY = Identity("13800138000")
NUMBER_WORD = (PROMPTS / "word-number.alaw").read_bytes()
DIGITS = [(PROMPTS / f"digits-{digit}.alaw").read_bytes() for digit in "127"]


async def talk(exchange: RunningExchange) -> tuple[Leg, Leg]:
    seat = await exchange.seat("8001")
    caller = exchange.caller().call("120", SOMEBODY)
    own = await seat.next_call()
    await answer(own)
    return caller, own


@pytest.mark.mission("B25")
async def test_the_caller_hears_the_number_and_meanwhile_both_talk(exchange: RunningExchange):
    exchange.node.ask("database put worker 8001 1027")
    tape = TapedCall(exchange)
    caller, own = await talk(exchange)
    caller.media.say(CALLER_SAYS)
    await until_heard(CALLER_SAYS, own)
    await until(lambda: says(NUMBER_WORD, caller))
    assert all(says(digit, caller) for digit in DIGITS)
    own.media.say(SEAT_SAYS)
    await until_heard(SEAT_SAYS, caller)
    await own.hang_up()
    await caller.wait_for(LegState.ENDED)
    await until(lambda: tape.finished)
    assert heard(CALLER_SAYS, tape.side("rx")) > 0.95
    assert not any(says(digit, own) for digit in DIGITS)


async def test_where_nothing_is_kept_nothing_is_said(exchange: RunningExchange):
    caller, own = await talk(exchange)
    own.media.say(SEAT_SAYS)
    await until_heard(SEAT_SAYS, caller)
    assert not says(NUMBER_WORD, caller)


def says(word: bytes, leg: Leg) -> bool:
    return heard(word, decode_alaw(leg.media.heard)) > 0.9
