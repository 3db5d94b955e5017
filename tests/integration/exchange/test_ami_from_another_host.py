"""A server on another host reaches the manager interface: encrypted, named, with its own secret."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from dispatch.adapters.asterisk.ami_connection import AmiConnection, LoginRefused
from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.ami_way import AmiWay
from dispatch.adapters.asterisk.dialplan.ami_hosts import ENCRYPTED_PORT
from dispatch.adapters.asterisk.dialplan.net_files import ACTIONS_ACCOUNT
from dispatch.adapters.clock import SystemClock
from dispatch.adapters.host.account import Account
from dispatch.adapters.host.certificates import ensure_certificates
from dispatch.adapters.host.layout import Layout
from dispatch.domain.signal import CallOffered
from dispatch.ports.call_control import ExchangeAway
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.running import SECRET, Ear, RunningExchange, make_node, until

ANOTHER_ADDRESS, LISTED, UNLISTED = "127.0.0.2", "127.0.0.8", "127.0.0.9"


def certificates_in(folder: Path, host: str) -> Layout:
    """A centre's own authority, and the certificate of one host."""
    folder.mkdir()
    layout = Layout(folder)
    ensure_certificates(layout, Account((), 0, 0), [host])
    return layout


@pytest.fixture
async def reached(short_folder: Path) -> AsyncIterator[tuple[RunningExchange, AmiWay]]:
    """An exchange whose manager interface one other host may reach, and the way to it."""
    layout = certificates_in(short_folder / "state", ANOTHER_ADDRESS)
    node = make_node(short_folder)
    listening = replace(
        node.plan.listening,
        certificate=layout.certificates / "server.crt",
        certificate_key=layout.certificates / "server.key",
        ami_address=ANOTHER_ADDRESS,
        ami_allowed=(LISTED,),
    )
    running = RunningExchange(replace(node, plan=replace(node.plan, listening=listening)))
    await running.start()
    yield running, AmiWay(ANOTHER_ADDRESS, layout.certificates / "ca.crt")
    await running.stop()


def port_of(exchange: RunningExchange) -> int:
    return exchange.node.plan.listening.ami_port


def connection(exchange: RunningExchange, way: AmiWay, secret: str = SECRET) -> AmiConnection:
    port = port_of(exchange)
    return AmiConnection(port=port, account=ACTIONS_ACCOUNT, secret=secret, hears=False, way=way)


@pytest.mark.mission("A12")
async def test_it_hears_calls_and_may_act(reached: tuple[RunningExchange, AmiWay]):
    exchange, way = reached
    now, port = SystemClock().now, port_of(exchange)
    async with AsteriskLink("node1", ami_port=port, secret=SECRET, now=now, way=way) as link:
        ear = Ear(link)
        await until(lambda: link.acts and link.hears)
        exchange.caller().call("120", Identity("13805276621"))
        assert (await ear.wait_for(CallOffered)).number == "13805276621"
        ear.close()


async def test_another_secret_is_refused(reached: tuple[RunningExchange, AmiWay]):
    exchange, way = reached
    with pytest.raises(LoginRefused):
        await connection(exchange, way, "the-secret-of-another-exchange").open()


async def test_an_exchange_that_a_strange_authority_vouches_for_gets_no_secret(
    reached: tuple[RunningExchange, AmiWay], short_folder: Path
):
    exchange, _ = reached
    strange = certificates_in(short_folder / "strange", ANOTHER_ADDRESS)
    with pytest.raises(ExchangeAway):
        await connection(exchange, AmiWay(ANOTHER_ADDRESS, strange.certificates / "ca.crt")).open()


@pytest.mark.parametrize(("source", "let_in"), [(LISTED, True), (UNLISTED, False)])
async def test_only_a_listed_host_is_let_in(
    reached: tuple[RunningExchange, AmiWay], source: str, *, let_in: bool
):
    _, way = reached
    assert (b"Success" in await log_in(source, way.trust())) is let_in


@pytest.mark.usefixtures("reached")
async def test_in_clear_nothing_is_said_beyond_loopback():
    assert b"Asterisk Call Manager" not in await log_in(LISTED, None)


async def log_in(source: str, trust: ssl.SSLContext | None) -> bytes:
    """Give all that the exchange says to a log-in from an address."""
    reader, writer = await asyncio.open_connection(
        ANOTHER_ADDRESS, ENCRYPTED_PORT, ssl=trust, local_addr=(source, 0)
    )
    fields = {"Action": "Login", "Username": ACTIONS_ACCOUNT, "Secret": SECRET, "Events": "off"}
    writer.write("".join(f"{key}: {value}\r\n" for key, value in fields.items()).encode() + b"\r\n")
    said = b""
    try:
        async with asyncio.timeout(5):
            while b"Message" not in said and (more := await reader.read(1000)):
                said += more
    except (TimeoutError, ConnectionError):
        pass
    finally:
        writer.close()
    return said
