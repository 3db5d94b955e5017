"""A caller is sent on to one who speaks what he speaks, on a real Asterisk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from dispatch.adapters.asterisk.ami_skills import AsteriskSkills
from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.domain.call import CallState, EndedBy
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.signal import (
    CallAnswered,
    CallEnded,
    CallSentOn,
    SeatLegLost,
    SeatRinging,
)
from dispatch.ports.call_control import ExchangeRefused
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity, Phone
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

SOMEBODY = Identity("13800138000", "张三丰")
SKILL = "cantonese"
REASSURED = (PROMPTS / "holding.alaw").read_bytes()[:RATE_HZ]
NO_QUEUE_RINGS_ALL = {"overflow_after_s": 600, "ring_cycle_s": 60}


@dataclass(frozen=True)
class Sent:
    """A caller who talked to seat 1 and was sent on; the phones of seats 1, 2 and so on."""

    ear: Ear
    caller: Leg
    phones: tuple[Phone, ...]
    unique_id: str

    async def ring(self, *seats: int) -> list[Leg]:
        """The legs of these seats, once all of them ring."""
        return [await self.phones[number - 1].next_call() for number in seats]


def speaks(exchange: RunningExchange, *seats: int, skill: str = SKILL) -> None:
    """Tell the exchange, as a server does."""
    for seat in seats:
        exchange.node.ask(f"database put skill {skill}-{8000 + seat} 1")


@asynccontextmanager
async def sent_on(exchange: RunningExchange, *, skill: str = SKILL) -> AsyncIterator[Sent]:
    """Let a caller talk to seat 1, and be sent on while all other seats are there."""
    first = await exchange.seat("8001")
    async with listening(exchange) as ear:
        caller = exchange.caller().call("120", SOMEBODY)
        own = await first.next_call()
        await answer(own)
        answered = await ear.wait_for(CallAnswered)
        others = [await exchange.seat(seat.phone) for seat in exchange.node.plan.seats[1:]]
        await AsteriskSkills(ear.link).send_on(answered.call_unique_id, 1, skill)
        await own.wait_for(LegState.ENDED)
        yield Sent(ear, caller, (first, *others), answered.call_unique_id)


@pytest.mark.mission("D9", "D21", "B17", "A13")
@timings(seats=4, **NO_QUEUE_RINGS_ALL)
async def test_all_who_speak_it_ring_and_the_first_has_him_and_the_recording_goes_on(
    exchange: RunningExchange,
):
    tape = TapedCall(exchange)
    speaks(exchange, 2, 3)
    speaks(exchange, 4, skill="english")
    async with sent_on(exchange) as given:
        told = await given.ear.wait_for(CallSentOn, call_unique_id=given.unique_id)
        second, third = await given.ring(2, 3)
        await until_heard(REASSURED, given.caller)
        await answer(second)
        await third.wait_for(LegState.ENDED)
        given.caller.media.say(CALLER_SAYS)
        second.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, given.caller)
        await until_heard(CALLER_SAYS, second)
        again = await given.ear.wait_for(CallAnswered, seat=2)
        assert given.phones[0].calls.empty()
        assert given.phones[3].calls.empty()
        await second.hang_up()
        ended = await given.ear.wait_for(CallEnded)
    await until(lambda: tape.finished)
    assert (told.sender, told.skill) == (1, SKILL)
    assert (again.call_unique_id, ended.ended_by) == (given.unique_id, EndedBy.SEAT)
    assert heard(CALLER_SAYS, tape.side("rx")) > 0.95
    assert heard(SEAT_SAYS, tape.side("tx")) > 0.95


@pytest.mark.mission("D9")
@timings(penalties={1: 5, 2: 5, 3: 5}, **NO_QUEUE_RINGS_ALL)
async def test_where_nobody_speaks_it_every_seat_rings_at_once(exchange: RunningExchange):
    async with sent_on(exchange) as given:
        legs = await given.ring(1, 2, 3)
        await answer(legs[2])
        legs[2].media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, given.caller)


@pytest.mark.mission("D9", "A13")
@timings(skilled_rings_s=2, overflow_after_s=600, ring_cycle_s=60)
async def test_with_every_server_dead_he_comes_to_somebody_when_those_do_not_answer(
    exchange: RunningExchange,
):
    speaks(exchange, 2)
    async with sent_on(exchange) as given:
        (silent,) = await given.ring(2)
    await silent.wait_for(LegState.ENDED)
    (third,) = await given.ring(3)
    await answer(third)
    third.media.say(SEAT_SAYS)
    await until_heard(SEAT_SAYS, given.caller)
    assert given.caller.state is LegState.TALKING


@timings(skilled_rings_s=60, overflow_after_s=600, ring_cycle_s=2)
async def test_when_who_speaks_it_leaves_meanwhile_all_others_ring(exchange: RunningExchange):
    speaks(exchange, 2)
    async with sent_on(exchange) as given:
        await given.ring(2)
        exchange.node.ask("queue pause member PJSIP/8002")
        (first,) = await given.ring(1)
        await answer(first)
        first.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, given.caller)


@timings(**NO_QUEUE_RINGS_ALL)
async def test_one_who_speaks_it_and_whose_phone_dies_loses_nobody(exchange: RunningExchange):
    speaks(exchange, 2)
    async with sent_on(exchange) as given:
        (second,) = await given.ring(2)
        await answer(second)
        await given.ear.wait_for(CallAnswered, seat=2)
        second.vanish()
        lost = await given.ear.wait_for(SeatLegLost)
        legs = await given.ring(1, 3)
        await answer(legs[1])
    assert lost.seat == 2


@timings(**NO_QUEUE_RINGS_ALL)
async def test_a_server_that_comes_meanwhile_sees_him_ring_there(exchange: RunningExchange):
    speaks(exchange, 2)
    async with sent_on(exchange) as given:
        await given.ring(2)
        await given.ear.wait_for(SeatRinging, seat=2)
        async with listening(exchange) as later:
            (ringing,) = later.first(ExchangePicture).calls
    assert (ringing.state, ringing.ringing_seats) == (CallState.RINGING, (2,))


@timings(**NO_QUEUE_RINGS_ALL)
async def test_a_skill_that_the_exchange_does_not_know_rings_every_seat(exchange: RunningExchange):
    async with sent_on(exchange, skill="klingon") as given:
        await answer((await given.ring(1, 2, 3))[0])
        assert given.caller.state is LegState.TALKING


async def test_a_caller_who_waits_is_not_sent_on(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        exchange.caller().call("120", SOMEBODY)
        rings = await ear.wait_for(SeatRinging)
        with pytest.raises(ExchangeRefused):
            await AsteriskSkills(ear.link).send_on(rings.call_unique_id, 1, SKILL)
        await answer(await seat.next_call())
