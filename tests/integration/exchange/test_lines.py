"""Dedicated lines on a real Asterisk: what lifting one does, and how a seat reaches its place."""

import pytest

from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.adapters.clock import SystemClock
from dispatch.domain.call import CallState, EndedBy
from dispatch.domain.call_note import CallNote
from dispatch.domain.call_out import OutgoingCall
from dispatch.domain.dialling import DialResult
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.signal import (
    CallAnswered,
    CallEnded,
    CallOffered,
    CallOutDialled,
    CallQueued,
    SeatLegLost,
)
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import LegState
from dispatch.simulator.phone.phone import Identity, Phone
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    SECOND_NUMBER,
    Ear,
    RunningExchange,
    TapedCall,
    answer,
    heard,
    listening,
    until,
    until_heard,
)

REFUSAL = (PROMPTS / "line_down.alaw").read_bytes()[: 2 * RATE_HZ]


async def call_line(ear: Ear, line: str) -> OutgoingCall:
    """Let seat 1 ask for a line."""
    at = SystemClock().now()
    asked = OutgoingCall(1, f"node1-{int(at.timestamp())}.9000000001", line, at)
    await AsteriskControl(ear.link).call_out(asked)
    return asked


async def take_up(seat: Phone) -> None:
    """Let the seat's own phone answer by itself."""
    (await seat.next_call()).answer()


@pytest.mark.mission("A10")
@pytest.mark.parametrize("dialled", ["120", "7002", "8001", "13800138000"])
async def test_a_line_that_only_hears_is_told_so_whatever_it_dials(
    exchange: RunningExchange, dialled: str
):
    line, seat, gateway = (
        await exchange.line("7001"),
        await exchange.seat("8001"),
        exchange.gateway(),
    )
    async with listening(exchange) as ear:
        leg = line.call(dialled, Identity("7001"))
        await until_heard(REFUSAL, leg)
        await leg.wait_for(LegState.ENDED)
        assert not [one for one in ear.heard if isinstance(one, CallOffered)]
    assert (seat.calls.qsize(), gateway.calls.qsize()) == (0, 0)


@pytest.mark.mission("A9", "A18")
async def test_a_seat_calls_a_station_over_its_line(exchange: RunningExchange):
    line, seat, tape = await exchange.line("7001"), await exchange.seat("8001"), TapedCall(exchange)
    async with listening(exchange) as ear:
        asked = await call_line(ear, "7001")
        await take_up(seat)
        far = await line.next_call()
        dialled = await ear.wait_for(CallOutDialled, call_unique_id=asked.unique_id)
        far.answer()
        await far.wait_for(LegState.TALKING)
        far.media.say(CALLER_SAYS)
        await ear.wait_for(CallAnswered, call_unique_id=asked.unique_id)
        async with listening(exchange) as later:
            (talk,) = later.first(ExchangePicture).calls_out
        await until(lambda: len(far.media.heard) >= len(CALLER_SAYS))
        await AsteriskControl(ear.link).hang_up(asked.unique_id)
        ended = await ear.wait_for(CallEnded, call_unique_id=asked.unique_id)
    await until(lambda: tape.finished)
    assert heard(CALLER_SAYS, tape.side("rx")) > 0.95
    assert dialled.trunk == "7001"
    assert talk.state is CallState.TALKING
    assert (ended.dial_result, ended.ended_by) == (DialResult.ANSWERED, EndedBy.SEAT)


@pytest.mark.mission("A9")
async def test_a_line_that_is_away_lets_the_second_telephone_ring(exchange: RunningExchange):
    seat, gateway = await exchange.seat("8001"), exchange.gateway()
    async with listening(exchange) as ear:
        asked = await call_line(ear, "7001")
        await take_up(seat)
        far = await gateway.next_call()
        await answer(far)
        second = await ear.wait_for(CallOutDialled, trunk="gateway")
        answered = await ear.wait_for(CallAnswered, call_unique_id=asked.unique_id)
    assert SECOND_NUMBER in far.invite.start
    assert second.call_unique_id == answered.call_unique_id


async def test_a_place_that_refuses_on_its_line_is_rung_on_its_second_telephone(
    exchange: RunningExchange,
):
    line, seat, gateway = (
        await exchange.line("7001"),
        await exchange.seat("8001"),
        exchange.gateway(),
    )
    async with listening(exchange) as ear:
        await call_line(ear, "7001")
        await take_up(seat)
        (await line.next_call()).refuse()
        await gateway.next_call()
        await ear.wait_for(CallOutDialled, trunk="gateway")
        trunks = [one.trunk for one in ear.heard if isinstance(one, CallOutDialled)]
    assert trunks == ["7001", "gateway"]


async def test_a_line_that_nobody_knows_ends_with_that_word(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        asked = await call_line(ear, "7099")
        await take_up(seat)
        ended = await ear.wait_for(CallEnded, call_unique_id=asked.unique_id)
    assert ended.dial_result is DialResult.NUMBER_UNKNOWN


@pytest.mark.mission("A11")
async def test_lifting_a_direct_line_rings_the_seats_with_its_name(exchange: RunningExchange):
    line, seat, tape = await exchange.line("7002"), await exchange.seat("8001"), TapedCall(exchange)
    async with listening(exchange) as ear:
        leg = line.call("120", Identity("7002", "别人"))
        offered = await ear.wait_for(CallOffered)
        rings = await seat.next_call()
        await answer(rings)
        await ear.wait_for(CallAnswered, seat=1)
        leg.media.say(CALLER_SAYS)
        await until_heard(CALLER_SAYS, rings)
        rings.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, leg)
        async with listening(exchange) as later:
            (talk,) = later.first(ExchangePicture).calls
        await rings.hang_up()
        ended = await ear.wait_for(CallEnded)
    await until(lambda: tape.finished)
    assert heard(CALLER_SAYS, tape.side("rx")) > 0.95
    assert heard(SEAT_SAYS, tape.side("tx")) > 0.95
    assert (offered.number, offered.name, offered.trunk) == ("7002", "市政府", "7002")
    assert offered.notes == (CallNote.DIRECT,)
    assert (talk.state, talk.seat) == (CallState.TALKING, 1)
    assert ended.ended_by is EndedBy.SEAT


@pytest.mark.mission("A11")
async def test_a_direct_line_whose_seat_dies_waits_among_direct_lines(exchange: RunningExchange):
    line, seat = await exchange.line("7002"), await exchange.seat("8001")
    async with listening(exchange) as ear:
        leg = line.call("120", Identity("7002"))
        rings = await seat.next_call()
        await answer(rings)
        second = await exchange.seat("8002")
        rings.vanish()
        await ear.wait_for(SeatLegLost)
        again = await second.next_call()
        assert "direct" in exchange.node.ask("queue show direct")
        assert " 0 calls" not in exchange.node.ask("queue show direct").splitlines()[0]
        await answer(again)
        await ear.wait_for(CallAnswered, seat=2)
        assert leg.state is LegState.TALKING


@pytest.mark.mission("A11")
async def test_a_public_caller_goes_before_a_direct_line(exchange: RunningExchange):
    line, seat = await exchange.line("7002"), await exchange.seat("8001")
    async with listening(exchange) as ear:
        exchange.caller().call("120", Identity("13800138001"))
        talk = await seat.next_call()
        await answer(talk)
        line.call("120", Identity("7002"))
        await ear.wait_for(CallOffered, number="7002")
        exchange.caller().call("120", Identity("13800138000"))
        public = await ear.wait_for(CallOffered, number="13800138000")
        await ear.wait_for(CallQueued, call_unique_id=public.call_unique_id)
        await talk.hang_up()
        rings = await seat.next_call()
    assert "13800138000" in rings.peer


@pytest.mark.mission("A11")
async def test_two_lines_of_a_by_pass_group_talk_without_a_seat(exchange: RunningExchange):
    power, water, seat = (
        await exchange.line("7003"),
        await exchange.line("7004"),
        await exchange.seat("8001"),
    )
    tape = TapedCall(exchange)
    leg = power.call("0", Identity("7003"))
    rings = await water.next_call()
    await answer(rings)
    leg.media.say(CALLER_SAYS)
    await until_heard(CALLER_SAYS, rings)
    await rings.hang_up()
    await leg.wait_for(LegState.ENDED)
    await until(lambda: tape.finished)
    assert heard(CALLER_SAYS, tape.side("rx")) > 0.95
    assert seat.calls.qsize() == 0
