"""A caller is parked, fetched by any seat and never lost, on a real Asterisk; keys are pressed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from dispatch.adapters.asterisk.ami_desk import AsteriskDesk
from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.domain.call import CallState, EndedBy
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.signal import (
    CallAnswered,
    CallEnded,
    CallParked,
    CallQueued,
    SeatRingEnded,
    SeatRinging,
)
from dispatch.ports.call_control import ExchangeRefused
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import LegState
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    Ear,
    RunningExchange,
    TapedCall,
    answer,
    heard,
    listening,
    timings,
    until,
    until_heard,
)
from tests.integration.exchange.talks import SOMEBODY, SeatTalk, talk_at_seat_1

REASSURED = (PROMPTS / "parked.alaw").read_bytes()[: 2 * RATE_HZ]


def desk_of(talk: SeatTalk) -> AsteriskDesk:
    """What a server may order."""
    return AsteriskDesk(talk.ear.link)


@asynccontextmanager
async def parked(exchange: RunningExchange) -> AsyncIterator[SeatTalk]:
    """Let seat 1 park its caller."""
    async with talk_at_seat_1(exchange) as given:
        await desk_of(given).park(given.unique_id, 1)
        await given.own.wait_for(LegState.ENDED)
        await given.ear.wait_for(CallParked, seat=1, call_unique_id=given.unique_id)
        yield given


@pytest.mark.mission("B15", "B14")
async def test_another_seat_fetches_a_parked_caller_and_the_recording_goes_on(
    exchange: RunningExchange,
):
    tape = TapedCall(exchange)
    async with parked(exchange) as given:
        await until_heard(REASSURED, given.caller)
        second = await exchange.seat("8002")
        await desk_of(given).pick_up(given.unique_id, 2)
        rings = await second.next_call()
        assert "answer-after=0" in rings.invite.first("call-info")
        await answer(rings)
        given.caller.media.say(CALLER_SAYS)
        rings.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, given.caller)
        await until_heard(CALLER_SAYS, rings)
        await given.ear.wait_for(CallAnswered, seat=2)
        await rings.hang_up()
        ended = await given.ear.wait_for(CallEnded)
    await until(lambda: tape.finished)
    assert ended.ended_by is EndedBy.SEAT
    assert heard(CALLER_SAYS, tape.side("rx")) > 0.95
    assert heard(SEAT_SAYS, tape.side("tx")) > 0.95


@timings(park_returns_after_s=1)
@pytest.mark.mission("B15")
async def test_a_caller_whom_nobody_fetches_comes_back_by_the_dialplan_alone(
    exchange: RunningExchange,
):
    async with talk_at_seat_1(exchange) as given:
        await desk_of(given).park(given.unique_id, 1)
        await given.own.wait_for(LegState.ENDED)
    back = await given.first.next_call()
    await answer(back)
    back.media.say(SEAT_SAYS)
    await until_heard(SEAT_SAYS, given.caller)


@timings(park_returns_after_s=1)
async def test_and_then_to_the_head_of_the_queue(exchange: RunningExchange):
    async with parked(exchange) as given:
        second = await exchange.seat("8002")
        (await given.first.next_call()).refuse()
        await given.ear.until(lambda: _times(given.ear, CallQueued) == 2)
        await answer(await second.next_call())
        await given.ear.wait_for(CallAnswered, seat=2)
        assert given.caller.state is LegState.TALKING


async def test_a_seat_whose_phone_does_not_answer_loses_nobody(exchange: RunningExchange):
    async with parked(exchange) as given:
        second = await exchange.seat("8002")
        await desk_of(given).pick_up(given.unique_id, 2)
        (await second.next_call()).refuse()
        await given.ear.wait_for(CallQueued, position=1)
        await answer(await given.first.next_call())
        assert given.caller.state is LegState.TALKING


async def test_a_parked_caller_who_hangs_up_is_told(exchange: RunningExchange):
    async with parked(exchange) as given:
        await given.caller.hang_up()
        ended = await given.ear.wait_for(CallEnded)
    assert ended.ended_by is EndedBy.CALLER


async def test_a_server_that_comes_meanwhile_sees_who_is_parked(exchange: RunningExchange):
    async with parked(exchange), listening(exchange) as later:
        (live,) = later.first(ExchangePicture).calls
    assert (live.state, live.parked_by) == (CallState.PARKED, 1)


@pytest.mark.mission("B14", "B15")
async def test_a_seat_takes_a_call_that_rings_at_another(exchange: RunningExchange):
    first = await exchange.seat("8001")
    async with listening(exchange) as ear:
        caller = exchange.caller().call("120", SOMEBODY)
        rings = await first.next_call()
        ringing = await ear.wait_for(SeatRinging, seat=1)
        second = await exchange.seat("8002")
        await AsteriskDesk(ear.link).pick_up(ringing.call_unique_id, 2)
        await rings.wait_for(LegState.ENDED)
        await ear.wait_for(SeatRingEnded, seat=1)
        await answer(await second.next_call())
        await ear.wait_for(CallAnswered, seat=2)
        assert caller.state is LegState.TALKING


async def test_a_talk_is_never_taken_from_a_seat(exchange: RunningExchange):
    async with talk_at_seat_1(exchange) as given:
        with pytest.raises(ExchangeRefused):
            await desk_of(given).pick_up(given.unique_id, 2)
        assert given.own.state is LegState.TALKING


async def test_only_a_talk_can_be_parked(exchange: RunningExchange):
    async with parked(exchange) as given:
        with pytest.raises(ExchangeRefused):
            await desk_of(given).park(given.unique_id, 1)
        assert given.caller.state is LegState.TALKING


@pytest.mark.mission("A18")
async def test_keys_pressed_at_the_page_reach_the_other_party(exchange: RunningExchange):
    async with talk_at_seat_1(exchange) as given:
        await desk_of(given).send_tones(given.unique_id, "15#")
        await until(lambda: given.caller.media.keys == "15#")


def _times(ear: Ear, kind: type) -> int:
    return sum(isinstance(signal, kind) for signal in ear.heard)
