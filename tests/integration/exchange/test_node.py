"""An exchange is ready only when it truly works; its files change while calls go on."""

import asyncio
import socket
import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from dispatch.adapters.asterisk.dialplan.plan import SeatLine, SparePhone
from dispatch.adapters.asterisk.node import ConsoleAway, ExchangeNode, SocketPathTooLong
from dispatch.adapters.asterisk.readiness import ExchangeNotReady, wait_ready
from dispatch.simulator.phone.leg import LegState
from dispatch.simulator.phone.phone import Identity, Refused
from tests.integration.exchange.running import (
    TRUNK,
    RunningExchange,
    answer,
    make_certificate,
    make_node,
    password,
)

SOMEBODY = Identity("13800138000", "张三丰")


@pytest.mark.parametrize("port", ["sip_port", "ami_port", "http_port"])
async def test_a_taken_port_is_named(short_folder: Path, port: str):
    node = make_node(short_folder)
    number = getattr(node.plan.listening, port)
    kind = socket.SOCK_DGRAM if port == "sip_port" else socket.SOCK_STREAM
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", number))
        if kind is socket.SOCK_STREAM:
            taken.listen()
        running = RunningExchange(node)
        with pytest.raises(ExchangeNotReady) as refusal:
            await running.start()
        await running.stop()
    assert refusal.value.parameters["step"] == "port"


async def test_a_module_that_does_not_run_is_named(short_folder: Path):
    node = make_node(short_folder)
    running = RunningExchange(node)
    node.write_files()
    modules = node.places.etc / "modules.conf"
    modules.write_text(modules.read_text().replace("load=app_mixmonitor.so\n", ""))
    await running.start_as_written()
    with pytest.raises(ExchangeNotReady) as refusal:
        await wait_ready(node)
    await running.stop()
    assert refusal.value.parameters == {"step": "module", "detail": "app_mixmonitor"}


async def test_an_exchange_that_does_not_run_is_not_ready(short_folder: Path):
    node = make_node(short_folder)
    node.write_files()
    with pytest.raises(ExchangeNotReady) as refusal:
        await wait_ready(node, timeout_s=0.5)
    assert refusal.value.parameters["step"] == "boot"
    with pytest.raises(ConsoleAway):
        node.ask("core show version")


async def test_a_later_start_is_not_blamed_for_an_earlier_one(short_folder: Path):
    node = make_node(short_folder)
    node.write_files()
    node.log.write_text(
        "[2026-01-01 00:00:00.000] Asterisk 22.0.0 built by x\n"
        "[2026-01-01 00:00:00.001] ERROR[1] x.c: Unable to bind to 127.0.0.1:1\n"
    )
    running = RunningExchange(node)
    await running.start()
    await running.stop()


def test_writing_twice_changes_nothing(short_folder: Path):
    node = make_node(short_folder)
    assert "extensions.conf" in node.write_files().written
    assert node.write_files().written == ()


def test_secrets_are_not_readable_by_everybody(short_folder: Path):
    node = make_node(short_folder)
    node.write_files()
    modes = {path.stat().st_mode & 0o007 for path in node.places.etc.iterdir()}
    assert modes == {0}


def test_a_socket_folder_with_a_long_path_is_refused(short_folder: Path):
    node = make_node(short_folder)
    with pytest.raises(SocketPathTooLong):
        replace(node, run=Path("/tmp") / ("x" * 100))


async def test_new_files_are_read_while_a_call_goes_on(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    caller = exchange.caller().call("120", SOMEBODY)
    leg = await seat.next_call()
    await answer(leg)
    node = exchange.node
    spare = SparePhone("spare2", password("spare2"))
    seats = (*node.plan.seats, SeatLine(4, "desk", password("8004")))
    later = ExchangeNode(
        replace(node.plan, seats=seats, spare_phones=(*node.plan.spare_phones, spare)),
        node.home,
        node.run,
        node.recordings,
        node.program,
    )
    change = later.write_files()
    later.reload(change)
    assert set(change.written) == {"extensions.conf", "pjsip.conf", "queues.conf"}
    assert not change.needs_restart
    fresh = await exchange.seat("8004")
    exchange.caller().call("120", Identity("13900139000"))
    await fresh.next_call()
    assert (leg.state, caller.state) == (LegState.TALKING, LegState.TALKING)


async def test_with_a_certificate_the_web_socket_is_behind_tls_only(short_folder: Path):
    certificate, key = make_certificate(short_folder)
    node = make_node(short_folder)
    listening = replace(node.plan.listening, certificate=certificate, certificate_key=key)
    node = replace(node, plan=replace(node.plan, listening=listening))
    running = RunningExchange(node)
    await running.start()
    trusting = ssl.create_default_context(cafile=str(certificate))
    reader, writer = await asyncio.open_connection("127.0.0.1", listening.http_port, ssl=trusting)
    writer.write(b"GET /ws HTTP/1.1\r\nHost: x\r\n\r\n")
    assert b" 426 " in await reader.readline()
    writer.close()
    assert "Server Disabled" in node.ask("http show status").splitlines()[3]
    await running.stop()


async def test_a_phone_with_a_wrong_password_does_not_register(exchange: RunningExchange):
    phone = exchange.phone("8001", secret="wrong-password")
    with pytest.raises(Refused) as refusal:
        await phone.register()
    assert refusal.value.status == 401


async def test_a_trunk_is_a_trunk_by_its_address_only(exchange: RunningExchange):
    leg = exchange.phone("gateway").call("120", SOMEBODY)
    await leg.wait_for(LegState.ENDED)
    assert leg.ended_by == "401"
    assert exchange.caller().wire.address[0] == TRUNK
