"""What a carrier offers that is not G.711: made into sound, or refused and told."""

import pytest

from dispatch.domain.call import EndedBy
from dispatch.domain.call_note import CallNote
from dispatch.domain.signal import CallEnded, CallOffered
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.running import (
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


@pytest.mark.parametrize("format_", [G722, GSM], ids=["g722", "gsm"])
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
