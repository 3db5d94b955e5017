"""Passwords tried, and telephones that fall silent, at a real exchange."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from typing_extensions import override

from dispatch.adapters.asterisk.ami_watch import ExchangeWatch
from dispatch.adapters.host.layout import Layout
from dispatch.bootstrap.watch_lamps import GUESSED, SILENT, find_watched
from dispatch.config import Exchange
from dispatch.doctor.checks.phones import check_phones
from dispatch.doctor.exchange_probes import ask_silent_phones
from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.leg import LegState
from dispatch.simulator.phone.message import SipMessage
from dispatch.simulator.phone.phone import Identity, Phone, Refused
from dispatch.workers.health import WELL
from tests.integration.exchange.running import SECRET, RunningExchange, answer, password, until

SOMEBODY = Identity("13800138000")
TRIES = 300


class SilentPhone(Phone):
    """A telephone that registers and never tells that it lives."""

    @override
    def _take(self, message: SipMessage) -> None:
        if message.method != "OPTIONS":
            super()._take(message)


@asynccontextmanager
async def watching(exchange: RunningExchange) -> AsyncIterator[ExchangeWatch]:
    """A server's watch over an exchange."""
    port = exchange.node.plan.listening.ami_port
    watch = ExchangeWatch("node1", ami_port=port, secret=SECRET)
    running = asyncio.create_task(watch.run())
    await until(lambda: watch.hears)
    yield watch
    running.cancel()


async def guess(exchange: RunningExchange) -> None:
    """Try one wrong password after the other."""
    guesser = exchange.phone("8001", secret="guessed")
    for _ in range(TRIES):
        with suppress(Refused):
            await guesser.register()


async def test_a_flood_of_wrong_passwords_is_shown_and_keeps_no_caller_and_no_phone_out(
    exchange: RunningExchange,
):
    async with watching(exchange) as watch:
        seat = await exchange.seat("8001")
        assert find_watched({"node1": watch}) == {"registration:node1": WELL}
        guessing = asyncio.create_task(guess(exchange))
        await until(lambda: find_watched({"node1": watch}) == {"registration:node1": GUESSED})
        await exchange.seat("8002")
        caller = exchange.caller().call("120", SOMEBODY)
        await answer(await seat.next_call())
        await caller.wait_for(LegState.TALKING)
        await guessing
        await until(lambda: watch.refused >= TRIES)


async def test_a_phone_that_never_says_it_lives_is_shown_and_not_rung(
    exchange: RunningExchange, tmp_path: Path
):
    seat = await exchange.seat("8002")
    credentials = Credentials("8001", password("8001"))
    async with (
        watching(exchange) as watch,
        SilentPhone(("127.0.0.1", 0), exchange.sip, credentials) as silent,
    ):
        await silent.register()
        await until(lambda: find_watched({"node1": watch}).get("phone:8001") == SILENT)
        exchange.caller().call("120", SOMEBODY)
        await answer(await seat.next_call())
        assert silent.calls.empty()
        found = await asyncio.to_thread(
            ask_silent_phones, layout(tmp_path), as_in_boot_file(exchange)
        )
        assert check_phones("node1", found).code == "phones_silent"
        await silent.register(lasts_s=0)
        await until(lambda: not watch.phones.silent)


def ami_port(exchange: RunningExchange) -> int:
    return exchange.node.plan.listening.ami_port


def as_in_boot_file(exchange: RunningExchange) -> Exchange:
    listening = exchange.node.plan.listening
    return Exchange(
        name="node1",
        host="127.0.0.1",
        sip_port=listening.sip_port,
        ami_port=listening.ami_port,
        http_port=listening.http_port,
        rtp_first_port=listening.rtp_first_port,
        rtp_last_port=listening.rtp_last_port,
        web_socket_url="wss://127.0.0.1/ws",
        recorder_url="https://127.0.0.1",
    )


def layout(folder: Path) -> Layout:
    """A state folder that holds nothing but the manager's password."""
    secrets = folder / "secrets"
    secrets.mkdir()
    (secrets / "ami").write_text(SECRET, encoding="utf-8")
    return Layout(folder)
