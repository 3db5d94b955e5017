"""What a carrier that knows only OPTIONS, 503 and a time-out does with two exchanges."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from dispatch.simulator.carrier import Carrier, NobodyThere, Outcome, Timers, Try
from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.phone import Phone
from dispatch.simulator.phone.udp import Address
from tests.integration.exchange.running import TRUNK, RunningExchange, free_ports, until

QUICK = Timers(options_every_s=0.1, options_within_s=0.3, invite_within_s=1.0)


@asynccontextmanager
async def full_exchange() -> AsyncIterator[Address]:
    """An exchange that answers every question and turns every call away with 503."""
    (port,) = free_ports(1)

    async def refuse(phone: Phone) -> None:
        while True:
            (await phone.calls.get()).refuse(503, "Service Unavailable")

    async with Phone(("127.0.0.1", port), (TRUNK, 0), Credentials("full", "")) as phone:
        refusing = asyncio.create_task(refuse(phone))
        yield "127.0.0.1", port
        refusing.cancel()
        with suppress(asyncio.CancelledError):
            await refusing


@pytest.mark.mission("A12", "A20")
async def test_a_silent_exchange_is_passed_over_by_time_out(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    silent = ("127.0.0.1", free_ports(1)[0])
    async with Carrier(TRUNK, [silent, exchange.sip], QUICK) as carrier:
        await carrier.call("13805276621")
        await seat.next_call()
    assert carrier.tries == [Try(silent, Outcome.SILENT), Try(exchange.sip, Outcome.TAKEN)]


@pytest.mark.mission("A12", "A20")
async def test_an_exchange_that_is_full_is_passed_over_by_its_503(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    async with full_exchange() as full, Carrier(TRUNK, [full, exchange.sip], QUICK) as carrier:
        await carrier.call("13805276621")
        await seat.next_call()
    assert carrier.tries == [Try(full, Outcome.BUSY), Try(exchange.sip, Outcome.TAKEN)]


@pytest.mark.mission("A20")
async def test_an_exchange_known_to_be_dead_is_tried_last_and_first_again_when_it_answers(
    exchange: RunningExchange,
):
    other = ("127.0.0.1", free_ports(1)[0])
    async with Carrier(TRUNK, [exchange.sip, other], QUICK) as carrier:
        await until(lambda: carrier.dead == {other})
        await exchange.kill()
        await until(lambda: carrier.dead == {exchange.sip, other})
        with pytest.raises(NobodyThere):
            await carrier.call("13805276621")
        await exchange.start()
        await until(lambda: carrier.dead == {other})
        await carrier.call("13805276621")
    assert carrier.tries[-1] == Try(exchange.sip, Outcome.TAKEN)
    assert [one.outcome for one in carrier.tries[:-1]] == [Outcome.SILENT, Outcome.SILENT]


async def test_a_dead_first_route_costs_no_time_once_it_is_known_to_be_dead(
    exchange: RunningExchange,
):
    dead = ("127.0.0.1", free_ports(1)[0])
    async with Carrier(TRUNK, [dead, exchange.sip], QUICK) as carrier:
        await until(lambda: carrier.dead == {dead})
        await carrier.call("13805276621")
    assert carrier.tries == [Try(exchange.sip, Outcome.TAKEN)]


def test_the_timers_that_the_checklist_asks_for_keep_the_promise():
    assert Timers().latest_s(routes=2) + Timers().options_within_s < 10
