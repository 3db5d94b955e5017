"""A seat gives its caller to another, on a real Asterisk; each hears whom he should."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.domain.call import CallState, EndedBy
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.signal import (
    CallAnswered,
    CallEnded,
    CallQueued,
    CallTransferred,
    SeatLegLost,
    SeatRingEnded,
    SeatRinging,
)
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Phone
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    Ear,
    RunningExchange,
    TapedCall,
    answer,
    heard,
    listening,
    until,
    until_heard,
)
from tests.integration.exchange.talks import talk_at_seat_1


@dataclass(frozen=True)
class Given:
    """A caller who talked to seat 1 and was given to seat 2."""

    ear: Ear
    control: AsteriskControl
    caller: Leg
    first: Phone
    second: Phone
    unique_id: str


@asynccontextmanager
async def given_away(exchange: RunningExchange) -> AsyncIterator[Given]:
    """Let a caller talk to seat 1 and be given to seat 2."""
    async with talk_at_seat_1(exchange) as talk:
        second = await exchange.seat("8002")
        control = AsteriskControl(talk.ear.link)
        await control.transfer(talk.unique_id, 1, 2)
        await talk.own.wait_for(LegState.ENDED)
        yield Given(talk.ear, control, talk.caller, talk.first, second, talk.unique_id)


@pytest.mark.mission("A14", "A18", "B14")
async def test_the_receiver_talks_to_the_caller_and_the_recording_goes_on(
    exchange: RunningExchange,
):
    tape = TapedCall(exchange)
    async with given_away(exchange) as given:
        rings = await given.second.next_call()
        await given.ear.wait_for(SeatRinging, seat=2)
        told = await given.ear.wait_for(CallTransferred, call_unique_id=given.unique_id)
        await answer(rings)
        given.caller.media.say(CALLER_SAYS)
        rings.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, given.caller)
        await until_heard(CALLER_SAYS, rings)
        again = await given.ear.wait_for(CallAnswered, seat=2)
        await rings.hang_up()
        await given.caller.wait_for(LegState.ENDED)
        ended = await given.ear.wait_for(CallEnded)
    await until(lambda: tape.finished)
    assert (told.sender, told.receiver) == (1, 2)
    assert (again.call_unique_id, again.phone) == (given.unique_id, "8002")
    assert ended.ended_by is EndedBy.SEAT
    assert heard(CALLER_SAYS, tape.side("rx")) > 0.95
    assert heard(SEAT_SAYS, tape.side("tx")) > 0.95


@pytest.mark.mission("A18")
async def test_the_caller_is_asked_not_to_hang_up_while_the_receiver_rings(
    exchange: RunningExchange,
):
    asked = (PROMPTS / "holding.alaw").read_bytes()[:RATE_HZ]
    async with given_away(exchange) as given:
        await given.second.next_call()
        await until_heard(asked, given.caller)


@pytest.mark.mission("A18", "B14")
async def test_a_receiver_who_does_not_answer_sends_the_caller_back_to_the_sender(
    exchange: RunningExchange,
):
    async with given_away(exchange) as given:
        (await given.second.next_call()).refuse()
        await given.ear.wait_for(SeatRingEnded, seat=2)
        back = await given.first.next_call()
        await answer(back)
        back.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, given.caller)
        await given.ear.until(lambda: _answers(given.ear) == [1, 1])
        assert _times(given.ear, CallQueued) == 1


async def test_with_neither_he_goes_to_the_head_of_the_queue(exchange: RunningExchange):
    async with given_away(exchange) as given:
        (await given.second.next_call()).refuse()
        (await given.first.next_call()).refuse()
        await given.ear.until(lambda: _times(given.ear, CallQueued) == 2)
        taken = await given.second.next_call()
        await answer(taken)
        taken.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, given.caller)
        assert given.caller.state is LegState.TALKING


async def test_a_receiver_whose_phone_dies_loses_nobody(exchange: RunningExchange):
    async with given_away(exchange) as given:
        rings = await given.second.next_call()
        await answer(rings)
        await given.ear.wait_for(CallAnswered, seat=2)
        rings.vanish()
        lost = await given.ear.wait_for(SeatLegLost)
        await answer(await given.first.next_call())
    assert lost.seat == 2


async def test_a_caller_who_hangs_up_meanwhile_is_told(exchange: RunningExchange):
    async with given_away(exchange) as given:
        rings = await given.second.next_call()
        await given.caller.hang_up()
        await rings.wait_for(LegState.ENDED)
        ended = await given.ear.wait_for(CallEnded)
    assert ended.ended_by is EndedBy.CALLER


async def test_a_server_that_comes_meanwhile_sees_him(exchange: RunningExchange):
    async with given_away(exchange) as given:
        rings = await given.second.next_call()
        await given.ear.wait_for(SeatRinging, seat=2)
        async with listening(exchange) as later:
            (ringing,) = later.first(ExchangePicture).calls
        await answer(rings)
        await given.ear.wait_for(CallAnswered, seat=2)
        async with listening(exchange) as latest:
            (talking,) = latest.first(ExchangePicture).calls
    assert (ringing.state, ringing.ringing_seats) == (CallState.RINGING, (2,))
    assert (talking.state, talking.seat) == (CallState.TALKING, 2)


def _times(ear: Ear, kind: type) -> int:
    return sum(isinstance(signal, kind) for signal in ear.heard)


def _answers(ear: Ear) -> list[int | None]:
    return [signal.seat for signal in ear.heard if isinstance(signal, CallAnswered)]
