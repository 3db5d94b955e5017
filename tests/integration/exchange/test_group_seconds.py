"""A group call rings the second telephone of a place whose line does not answer; real Asterisk."""

import pytest

from dispatch.domain.group_call import MemberState
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Phone
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    SECOND_NUMBER,
    RunningExchange,
    until_heard,
)
from tests.integration.exchange.test_group_calls import group, picked_up

WITH_SECOND, OTHER = "7001", "7005"


async def second_asked(gateway: Phone) -> Leg:
    """Lift the second telephone and hear what is asked."""
    leg = await picked_up(gateway)
    assert f"{SECOND_NUMBER}@" in leg.invite.start
    return leg


@pytest.mark.mission("A18", "A9")
async def test_a_place_whose_line_is_away_is_asked_on_its_second_telephone(
    exchange: RunningExchange,
):
    gateway = exchange.gateway()
    async with group(exchange, (WITH_SECOND, OTHER)) as called:
        await called.said(5, MemberState.AWAY)
        await called.said(1, MemberState.SECOND)
        leg = await second_asked(gateway)
        await called.said(1, MemberState.ANSWERED)
        leg.media.press("1")
        await called.said(1, MemberState.ACCEPTED)
        called.seat.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, leg)
        leg.media.say(CALLER_SAYS)
        await until_heard(CALLER_SAYS, called.seat)
        await called.seat.hang_up()
        await leg.wait_for(LegState.ENDED)
        await called.said(1, MemberState.LEFT)


@pytest.mark.parametrize("how", ["refuses", "is silent"])
async def test_a_place_whose_line_does_not_answer_is_asked_on_its_second_telephone(
    exchange: RunningExchange, how: str
):
    gateway, line = exchange.gateway(), await exchange.line(WITH_SECOND)
    async with group(exchange, (WITH_SECOND,)) as called:
        rings = await line.next_call()
        if how == "refuses":
            rings.refuse()
        await rings.wait_for(LegState.ENDED, timeout_s=60)
        leg = await second_asked(gateway)
        leg.media.press("2")
        await called.said(1, MemberState.REFUSED)
        await leg.wait_for(LegState.ENDED)


async def test_who_answered_the_line_is_not_rung_on_the_second_telephone(
    exchange: RunningExchange,
):
    gateway, line = exchange.gateway(), await exchange.line(WITH_SECOND)
    async with group(exchange, (WITH_SECOND,)) as called:
        (await picked_up(line)).vanish()
        await called.seat.hang_up()
        await called.said(1, MemberState.NO_ANSWER)
    assert gateway.calls.empty()


async def test_a_second_telephone_rings_no_more_once_the_seat_is_gone(exchange: RunningExchange):
    gateway = exchange.gateway()
    async with group(exchange, (WITH_SECOND,)) as called:
        rings = await gateway.next_call()
        await called.seat.hang_up()
        await rings.wait_for(LegState.ENDED)
        await called.said(1, MemberState.NO_ANSWER)


async def test_enough_who_accepted_let_a_second_telephone_go(exchange: RunningExchange):
    gateway, other = exchange.gateway(), await exchange.line(OTHER)
    async with group(exchange, (WITH_SECOND, OTHER), wanted=1) as called:
        rings = await gateway.next_call()
        (await picked_up(other)).media.press("1")
        await called.said(5, MemberState.ACCEPTED)
        await rings.wait_for(LegState.ENDED)
        await called.said(1, MemberState.NOT_NEEDED)
