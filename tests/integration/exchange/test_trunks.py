"""A trunk that answers no more is told, and told again when it is well."""

import asyncio

import pytest

from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.adapters.clock import SystemClock
from dispatch.domain.call_out import OutgoingCall
from dispatch.simulator.patients.gateway import keep_gateway
from dispatch.simulator.patients.hearsay import Hearsay
from dispatch.simulator.patients.script import Script
from dispatch.simulator.voices import load_complaint
from tests.integration.exchange.running import (
    GATEWAY_PORT,
    TRUNK,
    RunningExchange,
    listening,
    timings,
    until,
    until_heard,
)

pytestmark = timings(trunk_checked_every_s=1, trunk_asked_for_s=1)


@pytest.mark.mission("A20")
async def test_a_trunk_that_goes_away_is_told_and_its_return_too(exchange: RunningExchange):
    async with listening(exchange) as ear:
        async with exchange.gateway():
            await until(lambda: ear.link.trunks.reached == {"gateway": True})
        await until(lambda: ear.link.trunks.reached == {"gateway": False})
        async with exchange.gateway():
            await until(lambda: ear.link.trunks.reached == {"gateway": True})


async def test_a_server_that_comes_later_knows_how_the_trunk_is(exchange: RunningExchange):
    async with exchange.gateway():
        async with listening(exchange) as early:
            await until(lambda: early.link.trunks.reached == {"gateway": True})
        async with listening(exchange) as late:
            assert late.link.trunks.reached == {"gateway": True}


async def test_with_the_exchange_away_nothing_is_said_of_its_trunk(exchange: RunningExchange):
    async with exchange.gateway(), listening(exchange) as ear:
        await until(lambda: ear.link.trunks.reached == {"gateway": True})
        await exchange.kill()
        await until(lambda: ear.link.trunks.reached == {"gateway": None})


async def test_the_gateway_of_a_demonstration_is_a_trunk_that_lives(exchange: RunningExchange):
    async with listening(exchange) as ear:
        living = asyncio.ensure_future(keep_gateway((TRUNK, GATEWAY_PORT), exchange.sip, Hearsay()))
        await until(lambda: ear.link.trunks.reached == {"gateway": True})
        living.cancel()


async def test_whom_a_seat_dials_picks_up_at_the_gateway_and_says_what_he_has_to_say(
    exchange: RunningExchange,
):
    hearsay = Hearsay()
    hearsay.tell(Script("fall", "13800138000", "fall"))
    living = asyncio.ensure_future(keep_gateway((TRUNK, GATEWAY_PORT), exchange.sip, hearsay))
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        at = SystemClock().now()
        asked = OutgoingCall(1, f"node1-{int(at.timestamp())}.9000000001", "13800138000", at)
        await AsteriskControl(ear.link).call_out(asked)
        own = await seat.next_call()
        own.answer()
        await until_heard(load_complaint("fall")[:8000], own)
        await own.hang_up()
    living.cancel()
