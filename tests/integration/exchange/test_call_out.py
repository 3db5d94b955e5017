"""A seat rings somebody over the trunk, on a real Asterisk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest

from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.adapters.asterisk.dialplan.safe import UnsafeValue
from dispatch.adapters.clock import SystemClock
from dispatch.domain.call import CallState, EndedBy
from dispatch.domain.call_out import OutgoingCall
from dispatch.domain.dialling import DialResult
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.signal import (
    CallAnswered,
    CallEnded,
    CallHeld,
    CallOffered,
    CallOutDialled,
    CallRetrieved,
)
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Phone
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    SECOND_TRUNK,
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

NUMBER = "13800138000"


@dataclass(frozen=True)
class Desk:
    """A seat that has asked for a call: its own phone rings."""

    ear: Ear
    control: AsteriskControl
    seat: Phone
    gateway: Phone
    asked: OutgoingCall

    @property
    def unique_id(self) -> str:
        return self.asked.unique_id

    async def pick_up(self) -> tuple[Leg, Leg]:
        """Let the phone answer as one does that obeys answer-after, and the number ring."""
        own = await self.seat.next_call()
        assert "answer-after=0" in own.invite.first("call-info")
        own.answer()
        await own.wait_for(LegState.TALKING)
        return own, await self.gateway.next_call()


@asynccontextmanager
async def calling_out(exchange: RunningExchange, number: str = NUMBER) -> AsyncIterator[Desk]:
    """Ask the exchange to ring a number for seat 1."""
    seat, gateway = await exchange.seat("8001"), exchange.gateway()
    async with listening(exchange) as ear:
        at = SystemClock().now()
        asked = OutgoingCall(1, f"node1-{int(at.timestamp())}.9000000001", number, at)
        control = AsteriskControl(ear.link)
        await control.call_out(asked)
        yield Desk(ear, control, seat, gateway, asked)


@pytest.mark.mission("A18", "B14", "B20")
async def test_a_seat_rings_a_number_and_both_are_recorded_from_the_first_second(
    exchange: RunningExchange,
):
    tape = TapedCall(exchange)
    async with calling_out(exchange) as desk:
        own, far = await desk.pick_up()
        dialled = await desk.ear.wait_for(CallOutDialled, call_unique_id=desk.unique_id)
        own.media.say(SEAT_SAYS)
        far.answer()
        await far.wait_for(LegState.TALKING)
        far.media.say(CALLER_SAYS)
        await until_heard(CALLER_SAYS, own)
        own.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, far)
        answered = await desk.ear.wait_for(CallAnswered, call_unique_id=desk.unique_id)
        await own.hang_up()
        await far.wait_for(LegState.ENDED)
        ended = await desk.ear.wait_for(CallEnded, call_unique_id=desk.unique_id)
    await until(lambda: tape.finished)
    begun = f"{desk.asked.asked_at:%Y%m%d-%H%M%S}"
    assert f"{begun}-{desk.unique_id}.done" in tape.names
    assert heard(CALLER_SAYS, tape.side("rx")) > 0.95
    assert heard(SEAT_SAYS, tape.side("tx")) > 0.95
    assert (dialled.seat, dialled.trunk, answered.seat) == (1, "gateway", 1)
    assert (ended.ended_by, ended.dial_result) == (EndedBy.SEAT, DialResult.ANSWERED)
    assert not any(isinstance(signal, CallOffered) for signal in desk.ear.heard)


@pytest.mark.mission("A18")
async def test_whom_the_seat_rings_is_shown_the_centre_and_the_seat_is_shown_the_number(
    exchange: RunningExchange,
):
    async with calling_out(exchange) as desk:
        own, far = await desk.pick_up()
    assert f"sip:{NUMBER}@" in own.peer
    assert "sip:120@" in far.peer
    assert far.invite.start.startswith(f"INVITE sip:{NUMBER}@")


@pytest.mark.mission("B20")
@pytest.mark.parametrize(
    ("status", "result"),
    [
        (486, DialResult.BUSY),
        (480, DialResult.NO_ANSWER),
        (603, DialResult.REFUSED),
        (404, DialResult.NUMBER_UNKNOWN),
        (503, DialResult.TRUNK_AWAY),
    ],
)
async def test_a_dial_that_fails_says_why(
    exchange: RunningExchange, status: int, result: DialResult
):
    async with calling_out(exchange) as desk:
        own, far = await desk.pick_up()
        far.refuse(status, "No")
        ended = await desk.ear.wait_for(CallEnded, call_unique_id=desk.unique_id)
        await own.wait_for(LegState.ENDED)
    assert ended.dial_result is result


@timings(backups=("052712345678",))
async def test_a_trunk_that_is_full_leaves_the_call_to_the_next(exchange: RunningExchange):
    mobile = exchange.gateway(SECOND_TRUNK)
    async with calling_out(exchange) as desk:
        own, full = await desk.pick_up()
        full.refuse(503, "Service Unavailable")
        far = await mobile.next_call()
        await answer(far)
        await desk.ear.wait_for(CallOutDialled, call_unique_id=desk.unique_id, trunk="mobile")
        await own.hang_up()
        ended = await desk.ear.wait_for(CallEnded, call_unique_id=desk.unique_id)
    assert (ended.ended_by, ended.dial_result) == (EndedBy.SEAT, DialResult.ANSWERED)


async def test_a_seat_that_hangs_up_before_an_answer_has_given_up(exchange: RunningExchange):
    async with calling_out(exchange) as desk:
        own, far = await desk.pick_up()
        await own.hang_up()
        ended = await desk.ear.wait_for(CallEnded, call_unique_id=desk.unique_id)
        await far.wait_for(LegState.ENDED)
    assert (ended.ended_by, ended.dial_result) == (EndedBy.SEAT, DialResult.GIVEN_UP)


async def test_a_phone_that_is_not_picked_up_ends_it_and_rings_nobody(exchange: RunningExchange):
    async with calling_out(exchange) as desk:
        (await desk.seat.next_call()).refuse()
        ended = await desk.ear.wait_for(CallEnded, call_unique_id=desk.unique_id)
        assert desk.gateway.calls.empty()
    assert ended.dial_result is DialResult.SEAT_AWAY


async def test_a_phone_that_is_not_there_is_told(exchange: RunningExchange):
    async with calling_out(exchange) as desk:
        absent = replace(desk.asked, seat=3, unique_id=f"{desk.unique_id[:-1]}2")
        await desk.control.call_out(absent)
        ended = await desk.ear.wait_for(CallEnded, call_unique_id=absent.unique_id)
    assert ended.dial_result is DialResult.SEAT_AWAY


@pytest.mark.mission("A14")
async def test_the_key_on_the_screen_ends_a_call_that_the_seat_made(exchange: RunningExchange):
    async with calling_out(exchange) as desk:
        own, far = await desk.pick_up()
        await answer(far)
        await desk.ear.wait_for(CallAnswered, call_unique_id=desk.unique_id)
        await desk.control.hang_up(desk.unique_id)
        ended = await desk.ear.wait_for(CallEnded, call_unique_id=desk.unique_id)
        await own.wait_for(LegState.ENDED)
    assert ended.ended_by is EndedBy.SEAT


async def test_a_far_party_that_hangs_up_first_is_told_apart(exchange: RunningExchange):
    async with calling_out(exchange) as desk:
        own, far = await desk.pick_up()
        await answer(far)
        await desk.ear.wait_for(CallAnswered, call_unique_id=desk.unique_id)
        await far.hang_up()
        ended = await desk.ear.wait_for(CallEnded, call_unique_id=desk.unique_id)
        await own.wait_for(LegState.ENDED)
    assert (ended.ended_by, ended.dial_result) == (EndedBy.CALLER, DialResult.ANSWERED)


async def test_hold_and_retrieve_are_told(exchange: RunningExchange):
    async with calling_out(exchange) as desk:
        own, far = await desk.pick_up()
        await answer(far)
        await own.hold()
        await desk.ear.wait_for(CallHeld, call_unique_id=desk.unique_id, seat=1)
        await own.retrieve()
        await desk.ear.wait_for(CallRetrieved, call_unique_id=desk.unique_id, seat=1)


async def test_a_server_that_comes_later_sees_it_in_its_picture(exchange: RunningExchange):
    async with calling_out(exchange) as desk:
        _, far = await desk.pick_up()
        await desk.ear.wait_for(CallOutDialled)
        async with listening(exchange) as later:
            (rings,) = later.first(ExchangePicture).calls_out
        await answer(far)
        await desk.ear.wait_for(CallAnswered)
        async with listening(exchange) as latest:
            (talks,) = latest.first(ExchangePicture).calls_out
            assert latest.first(ExchangePicture).calls == ()
            await far.hang_up()
            ended = await latest.wait_for(CallEnded, call_unique_id=desk.unique_id)
    assert (rings.unique_id, rings.state, rings.seat) == (desk.unique_id, CallState.RINGING, 1)
    assert talks.state is CallState.TALKING
    assert ended.dial_result is DialResult.ANSWERED


@pytest.mark.parametrize("number", ["120", "", "1380&PJSIP/8002"])
async def test_the_exchange_itself_rings_no_seat_by_a_number(
    exchange: RunningExchange, number: str
):
    other = await exchange.seat("8002")
    async with calling_out(exchange, number) as desk:
        own = await desk.seat.next_call()
        own.answer()
        await desk.ear.wait_for(CallEnded, call_unique_id=desk.unique_id)
        assert other.calls.empty()


async def test_an_order_with_another_order_in_it_is_never_sent(exchange: RunningExchange):
    async with calling_out(exchange) as desk:
        evil = replace(desk.asked, number="1\r\nAction: Hangup")
        with pytest.raises(UnsafeValue):
            await desk.control.call_out(evil)
