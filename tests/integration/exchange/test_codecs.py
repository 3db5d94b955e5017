"""What a carrier offers that is not G.711: made into sound, or refused and told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from dispatch.adapters.asterisk.call_tap import CallTap
from dispatch.adapters.clock import SystemClock
from dispatch.domain.call import EndedBy
from dispatch.domain.call_note import CallNote
from dispatch.domain.signal import CallEnded, CallOffered
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.running import (
    Ear,
    RunningExchange,
    TapedCall,
    answer,
    listening,
    until,
)

NUMBER = "13800138000"
SOMEBODY = Identity(NUMBER)


def offer(*formats: tuple[int, str]) -> bytes:
    """A session description with these payload types."""
    types = " ".join(str(number) for number, _ in formats)
    names = "".join(f"a=rtpmap:{number} {name}\r\n" for number, name in formats)
    return (
        f"v=0\r\no=- 1 1 IN IP4 127.0.0.10\r\ns=-\r\nc=IN IP4 127.0.0.10\r\nt=0 0\r\n"
        f"m=audio 40000 RTP/AVP {types}\r\n{names}a=ptime:20\r\n"
    ).encode()


G729, G723 = (18, "G729/8000"), (4, "G723/8000")
G722, GSM, PCMA = (9, "G722/8000"), (3, "GSM/8000"), (8, "PCMA/8000")
AMR, AMR_WB, OPUS = (96, "AMR/8000"), (97, "AMR-WB/16000"), (98, "opus/48000/2")
G726, SPEEX, EVS = (99, "G726-32/8000"), (100, "speex/8000"), (102, "EVS/16000")


def call(exchange: RunningExchange, *formats: tuple[int, str]) -> Leg:
    return exchange.caller().call("120", SOMEBODY, body=offer(*formats))


@pytest.mark.parametrize("formats", [(G729,), (G723,), (G723, G729)], ids=["g729", "g723", "both"])
async def test_a_caller_who_cannot_be_heard_is_refused_and_told(exchange: RunningExchange, formats):
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        caller = call(exchange, *formats)
        await caller.wait_for(LegState.ENDED)
        assert caller.ended_by == "488"
        offered = await ear.wait_for(CallOffered)
        assert (offered.number, offered.notes) == (NUMBER, (CallNote.NO_CODEC,))
        ended = await ear.wait_for(CallEnded, call_unique_id=offered.call_unique_id)
        assert ended.ended_by is EndedBy.EXCHANGE
    assert seat.calls.empty()


@pytest.mark.mission("A13")
@pytest.mark.parametrize(
    "format_",
    [G722, GSM, AMR, AMR_WB, OPUS, G726, SPEEX],
    ids=["g722", "gsm", "amr", "amr-wb", "opus", "g726", "speex"],
)
async def test_what_can_be_made_into_sound_is_answered_and_recorded(
    exchange: RunningExchange, format_: tuple[int, str]
):
    seat, tape = await exchange.seat("8001"), TapedCall(exchange)
    caller = call(exchange, format_)
    leg = await seat.next_call()
    leg.answer()
    await leg.wait_for(LegState.TALKING)
    await caller.wait_for(LegState.TALKING)
    await caller.hang_up()
    await leg.wait_for(LegState.ENDED)
    await until(lambda: tape.finished)


async def test_g711_is_taken_whatever_else_is_offered_before_it(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    caller = call(exchange, G729, G722, PCMA)
    await answer(await seat.next_call())
    await caller.wait_for(LegState.TALKING)
    await until(lambda: caller.media.sent > 0)


@asynccontextmanager
async def tapped(exchange: RunningExchange) -> AsyncIterator[tuple[Ear, CallTap]]:
    """A server beside an exchange, which hears what SIP it speaks."""
    listens = exchange.node.plan.listening
    async with listening(exchange) as ear:
        tap = CallTap(
            ear.link, port=listens.ami_port, sip_port=listens.sip_port, now=SystemClock().now
        )
        running = asyncio.create_task(tap.run())
        await tap.listens.wait()
        yield ear, tap
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest.mark.mission("A13", "A41")
async def test_a_caller_whose_codec_has_no_name_here_is_refused_and_told_all_the_same(
    exchange: RunningExchange,
):
    async with tapped(exchange) as (ear, tap):
        caller = call(exchange, EVS)
        await caller.wait_for(LegState.ENDED)
        assert caller.ended_by == "488"
        offered = await ear.wait_for(CallOffered)
        assert (offered.number, offered.called_number) == (NUMBER, "120")
        assert offered.notes == (CallNote.NO_CODEC,)
        ended = await ear.wait_for(CallEnded, call_unique_id=offered.call_unique_id)
        assert ended.ended_by is EndedBy.EXCHANGE
        assert tap.counted == 1


@pytest.mark.mission("A13")
async def test_what_is_told_otherwise_or_is_no_call_is_not_told_twice(exchange: RunningExchange):
    seat, stranger = await exchange.seat("8001"), exchange.phone("8002", secret="wrong")
    async with tapped(exchange) as (ear, tap):
        refused = call(exchange, G729)
        await refused.wait_for(LegState.ENDED)
        unknown = stranger.call("120", SOMEBODY, body=offer(EVS))
        await unknown.wait_for(LegState.ENDED)
        talks = call(exchange, PCMA)
        await answer(await seat.next_call())
        await talks.hang_up()
        await until(lambda: len([one for one in ear.heard if isinstance(one, CallEnded)]) == 2)
        assert tap.counted == 0
