"""A trunk that answers no more is told, and told again when it is well."""

import asyncio

import pytest

from dispatch.simulator.patients.gateway import keep_gateway
from tests.integration.exchange.running import (
    GATEWAY_PORT,
    TRUNK,
    RunningExchange,
    listening,
    timings,
    until,
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
        living = asyncio.ensure_future(keep_gateway((TRUNK, GATEWAY_PORT), exchange.sip))
        await until(lambda: ear.link.trunks.reached == {"gateway": True})
        living.cancel()
