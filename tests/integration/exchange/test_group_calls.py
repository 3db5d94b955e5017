"""A seat calls many lines at once, or speaks to them, on a real Asterisk; who hears whom."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import pytest

from dispatch.adapters.asterisk.ami_desk import AsteriskDesk
from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.adapters.clock import SystemClock
from dispatch.domain.call_out import unique_id_of
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.group_call import GroupKind, GroupOrder, MemberState
from dispatch.domain.signal import GroupCallHeard, GroupLineHeard
from dispatch.simulator.phone.g711 import RATE_HZ, decode_alaw
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Phone
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    Ear,
    RunningExchange,
    TapedCall,
    heard,
    listening,
    until,
    until_heard,
)

QUESTION = (PROMPTS / "group_ask.alaw").read_bytes()[: 2 * RATE_HZ]
GROUP = UUID(int=0x1234)


@dataclass(frozen=True)
class Group:
    """A seat that has asked for lines: its own phone has answered."""

    ear: Ear
    desk: AsteriskDesk
    seat: Leg
    order: GroupOrder

    async def said(self, line: int, state: MemberState) -> None:
        await self.ear.wait_for(GroupLineHeard, group_id=GROUP, line=line, state=state)


@asynccontextmanager
async def group(
    exchange: RunningExchange, phones: tuple[str, ...], *, wanted: int = 0, page: bool = False
) -> AsyncIterator[Group]:
    """Let seat 1 call lines."""
    kind = GroupKind.PAGE if page else GroupKind.CALL
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        at = SystemClock().now()
        unique_id = unique_id_of("node1", GROUP, at)
        order = GroupOrder(GROUP, unique_id, kind, 1, phones, wanted, at)
        desk = AsteriskDesk(ear.link)
        await desk.begin_group(order)
        own = await seat.next_call()
        assert "answer-after=0" in own.invite.first("call-info")
        own.answer()
        await own.wait_for(LegState.TALKING)
        await ear.wait_for(GroupCallHeard, group_id=GROUP, over=False)
        yield Group(ear, desk, own, order)


async def picked_up(line: Phone) -> Leg:
    """Lift a line's telephone and hear what is asked."""
    leg = await line.next_call()
    leg.answer()
    await leg.wait_for(LegState.TALKING)
    await until_heard(QUESTION, leg)
    return leg


@pytest.mark.mission("A18")
async def test_every_line_is_asked_and_who_accepts_speaks_with_the_seat(
    exchange: RunningExchange,
):
    first, second, tape = (
        await exchange.line("7001"),
        await exchange.line("7005"),
        TapedCall(exchange),
    )
    async with group(exchange, ("7001", "7005", "7002")) as called:
        await called.said(2, MemberState.AWAY)
        one, two = await picked_up(first), await picked_up(second)
        await called.said(1, MemberState.ANSWERED)
        one.media.press("1")
        await called.said(1, MemberState.ACCEPTED)
        two.media.press("2")
        await called.said(5, MemberState.REFUSED)
        await two.wait_for(LegState.ENDED)
        called.seat.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, one)
        one.media.say(CALLER_SAYS)
        await until_heard(CALLER_SAYS, called.seat)
        async with listening(exchange) as later:
            assert later.first(ExchangePicture).groups == {GROUP}
            assert later.first(ExchangePicture).calls_out == ()
        await called.seat.hang_up()
        await one.wait_for(LegState.ENDED)
        await called.said(1, MemberState.LEFT)
        over = await called.ear.wait_for(GroupCallHeard, over=True)
    await until(lambda: tape.finished)
    assert tape.names[0].startswith(over.recording)
    assert heard(CALLER_SAYS, tape.side("rx")) > 0.9
    assert heard(SEAT_SAYS, tape.side("tx")) > 0.9


@pytest.mark.mission("A18")
async def test_when_enough_have_accepted_the_others_are_let_go(exchange: RunningExchange):
    first, second, third = (
        await exchange.line("7001"),
        await exchange.line("7005"),
        await exchange.line("7003"),
    )
    async with group(exchange, ("7001", "7005", "7003"), wanted=1) as called:
        rings = await third.next_call()
        one, two = await picked_up(first), await picked_up(second)
        one.media.press("1")
        await called.said(1, MemberState.ACCEPTED)
        await two.wait_for(LegState.ENDED)
        await rings.wait_for(LegState.ENDED)
        await called.said(5, MemberState.NOT_NEEDED)
        await called.said(3, MemberState.NOT_NEEDED)
        called.seat.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, one)


async def test_a_seat_that_hangs_up_lets_every_line_go(exchange: RunningExchange):
    first, second = await exchange.line("7001"), await exchange.line("7005")
    async with group(exchange, ("7001", "7005")) as called:
        rings, asked = await second.next_call(), await picked_up(first)
        await called.desk.end_group(called.order.unique_id)
        await asked.wait_for(LegState.ENDED)
        await rings.wait_for(LegState.ENDED)
        await called.said(1, MemberState.NO_ANSWER)
        await called.said(5, MemberState.NO_ANSWER)
        await called.ear.wait_for(GroupCallHeard, over=True)
        async with listening(exchange) as later:
            assert later.first(ExchangePicture).groups == frozenset()


async def test_a_line_that_does_not_want_to_be_asked_hangs_up(exchange: RunningExchange):
    first = await exchange.line("7001")
    async with group(exchange, ("7001",)) as called:
        (await picked_up(first)).vanish()
        await called.seat.hang_up()
        await called.said(1, MemberState.NO_ANSWER)


@pytest.mark.mission("A18")
async def test_a_page_is_heard_by_lines_that_answer_by_themselves_and_not_answered(
    exchange: RunningExchange,
):
    first, second = await exchange.line("7001"), await exchange.line("7005")
    async with group(exchange, ("7001", "7005"), page=True) as called:
        one, two = await first.next_call(), await second.next_call()
        assert "answer-after=0" in one.invite.first("call-info")
        for leg in (one, two):
            leg.answer()
            await leg.wait_for(LegState.TALKING)
        await called.said(1, MemberState.ACCEPTED)
        await called.said(5, MemberState.ACCEPTED)
        one.media.say(CALLER_SAYS)
        called.seat.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, one)
        await until_heard(SEAT_SAYS, two)
        assert heard_by(CALLER_SAYS, called.seat) < 0.5
        assert heard_by(CALLER_SAYS, two) < 0.5


def heard_by(said: bytes, leg: Leg) -> float:
    return heard(said, decode_alaw(leg.media.heard))
