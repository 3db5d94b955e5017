"""A seat fetches one waiting caller out of the queue, on a real Asterisk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from dispatch.adapters.asterisk.ami_fetch import AsteriskFetch
from dispatch.domain.call import CallState, EndedBy
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.signal import (
    CallAnswered,
    CallEnded,
    CallOffered,
    CallQueued,
    MessageLeft,
    SeatLegLost,
    SeatRinging,
)
from dispatch.ports.call_control import ExchangeRefused
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity, Phone
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    Ear,
    RunningExchange,
    TapedCall,
    answer,
    listening,
    timings,
    until,
    until_heard,
)

HALF_A_SECOND_BYTES = 8_044
NUMBERS = ("13800138001", "13800138002", "13800138003")


@dataclass(frozen=True)
class Waiting:
    """Three callers who wait while seats 1 and 2 ring with the first of them."""

    ear: Ear
    control: AsteriskFetch
    seats: tuple[Phone, Phone]
    rings: tuple[Leg, Leg]
    callers: tuple[Leg, ...]
    ids: tuple[str, ...]


@asynccontextmanager
async def three_waiting(exchange: RunningExchange) -> AsyncIterator[Waiting]:
    seats = await exchange.seat("8001"), await exchange.seat("8002")
    async with listening(exchange) as ear:
        callers, ids = [], []
        for place, number in enumerate(NUMBERS):
            callers.append(exchange.caller().call("120", Identity(number)))
            queued = await ear.wait_for(CallQueued, position=place + 1)
            ids.append(queued.call_unique_id)
        rings = await seats[0].next_call(), await seats[1].next_call()
        yield Waiting(ear, AsteriskFetch(ear.link), seats, rings, tuple(callers), tuple(ids))


async def fetched(phone: Phone) -> Leg:
    """The call that the exchange tells this phone to answer by itself."""
    while not (leg := await phone.next_call()).invite.first("call-info"):
        pass
    assert "answer-after=0" in leg.invite.first("call-info")
    await answer(leg)
    return leg


@pytest.mark.mission("A13", "A14")
async def test_exactly_the_chosen_caller_comes_and_the_others_keep_their_places(
    exchange: RunningExchange,
):
    async with three_waiting(exchange) as waiting:
        await waiting.control.fetch(waiting.ids[2], 2)
        leg = await fetched(waiting.seats[1])
        assert NUMBERS[2] in leg.peer
        leg.media.say(SEAT_SAYS)
        waiting.callers[2].media.say(CALLER_SAYS)
        await until_heard(SEAT_SAYS, waiting.callers[2])
        await until_heard(CALLER_SAYS, leg)
        told = await waiting.ear.wait_for(CallAnswered, call_unique_id=waiting.ids[2])
        assert (told.seat, told.phone) == (2, "8002")
        assert waiting.rings[0].state is LegState.RINGING
        shown = exchange.node.ask("queue show 120")
        assert shown.count("PJSIP/gateway") == 2
        await leg.hang_up()
        ended = await waiting.ear.wait_for(CallEnded, call_unique_id=waiting.ids[2])
    assert ended.ended_by is EndedBy.SEAT


async def test_a_caller_who_rings_at_every_seat_can_be_fetched(exchange: RunningExchange):
    tape = TapedCall(exchange)
    async with three_waiting(exchange) as waiting:
        await waiting.control.fetch(waiting.ids[0], 1)
        leg = await fetched(waiting.seats[0])
        assert NUMBERS[0] in leg.peer
        await waiting.rings[1].wait_for(LegState.ENDED)
        leg.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, waiting.callers[0])
    assert sum(name.endswith("-rx.wav") for name in tape.names) == len(NUMBERS)


@pytest.mark.mission("A13")
async def test_asked_twice_it_is_done_once_and_the_other_seat_is_told_no(
    exchange: RunningExchange,
):
    async with three_waiting(exchange) as waiting:
        await waiting.control.fetch(waiting.ids[1], 2)
        await waiting.ear.wait_for(SeatRinging, call_unique_id=waiting.ids[1], seat=2)
        await waiting.control.fetch(waiting.ids[1], 2)
        with pytest.raises(ExchangeRefused):
            await waiting.control.fetch(waiting.ids[1], 1)
        leg = await fetched(waiting.seats[1])
        with pytest.raises(ExchangeRefused):
            await waiting.control.fetch(waiting.ids[1], 1)
        leg.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, waiting.callers[1])
        told = [one for one in waiting.ear.heard if isinstance(one, CallAnswered)]
    assert [(one.call_unique_id, one.seat) for one in told] == [(waiting.ids[1], 2)]


async def test_a_seat_that_does_not_answer_sends_him_to_the_head_of_the_queue(
    exchange: RunningExchange,
):
    async with three_waiting(exchange) as waiting:
        await waiting.control.fetch(waiting.ids[2], 2)
        while not (leg := await waiting.seats[1].next_call()).invite.first("call-info"):
            pass
        leg.refuse()
        await waiting.ear.until(lambda: _times(waiting.ear, waiting.ids[2]) == 2)
        assert waiting.callers[2].state is LegState.TALKING
        again = [
            one
            for one in waiting.ear.heard
            if isinstance(one, CallQueued) and one.call_unique_id == waiting.ids[2]
        ]
    assert again[-1].position == 1


async def test_one_whom_a_seat_answers_in_that_instant_is_lost_by_it_and_talks_to_the_fetcher(
    exchange: RunningExchange,
):
    """The look before the order cannot see an answer that comes after it."""
    async with three_waiting(exchange) as waiting:
        await answer(waiting.rings[0])
        taken = await waiting.ear.wait_for(CallAnswered)
        connection = waiting.ear.link.acting()
        channel = next(
            one["Channel"]
            for one in await connection.ask_list("Status")
            if one.get("Uniqueid") == taken.call_unique_id
        )
        await connection.ask("Setvar", Channel=channel, Variable="FETCHER", Value="8002")
        await connection.ask("Redirect", Channel=channel, Context="fetch", Exten="s", Priority="1")
        lost = await waiting.ear.wait_for(SeatLegLost, call_unique_id=taken.call_unique_id)
        leg = await fetched(waiting.seats[1])
        leg.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, waiting.callers[0])
        assert lost.seat == 1
        await leg.hang_up()
        ended = await waiting.ear.wait_for(CallEnded, call_unique_id=taken.call_unique_id)
    assert ended.ended_by is EndedBy.SEAT


async def test_the_phone_that_fetched_him_dies_and_he_comes_back(exchange: RunningExchange):
    async with three_waiting(exchange) as waiting:
        waiting.rings[0].refuse()
        await waiting.control.fetch(waiting.ids[2], 2)
        leg = await fetched(waiting.seats[1])
        await waiting.ear.wait_for(CallAnswered)
        leg.vanish()
        await waiting.ear.wait_for(SeatLegLost, call_unique_id=waiting.ids[2])
        assert waiting.callers[2].state is LegState.TALKING


async def test_a_server_that_comes_meanwhile_sees_him(exchange: RunningExchange):
    async with three_waiting(exchange) as waiting:
        await waiting.control.fetch(waiting.ids[1], 2)
        await waiting.ear.wait_for(SeatRinging, call_unique_id=waiting.ids[1], seat=2)
        async with listening(exchange) as later:
            calls = {one.unique_id: one for one in later.first(ExchangePicture).calls}
    seen = calls[waiting.ids[1]]
    assert (seen.state, seen.ringing_seats) == (CallState.RINGING, (2,))


@timings(overflow_after_s=1, overflow_rings_s=1, message_after_s=1, ring_cycle_s=1)
async def test_one_who_leaves_a_message_is_fetched_and_his_message_is_kept(
    exchange: RunningExchange,
):
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        caller = exchange.caller().call("120", Identity(NUMBERS[0]))
        queued = await ear.wait_for(CallQueued)
        caller.media.say(CALLER_SAYS, again=True)
        call = ear.first(CallOffered).recording
        await until(lambda: speaks_a_message(exchange, call))
        await AsteriskFetch(ear.link).fetch(queued.call_unique_id, 1)
        leg = await fetched(seat)
        await ear.wait_for(MessageLeft)
        leg.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, caller)
        await leg.hang_up()
        await caller.wait_for(LegState.ENDED)
        assert sum(isinstance(one, MessageLeft) for one in ear.heard) == 1


def speaks_a_message(exchange: RunningExchange, call: str) -> bool:
    """Whether a second recording grows: it does only while the exchange hears him out."""
    sides = exchange.node.recordings.glob("*-rx.wav")
    return any(
        side.stat().st_size > HALF_A_SECOND_BYTES
        for side in sides
        if not side.name.startswith(call)
    )


def _times(ear: Ear, unique_id: str) -> int:
    return sum(
        isinstance(signal, CallQueued) and signal.call_unique_id == unique_id
        for signal in ear.heard
    )
