"""What panoramisk does wrong is hidden from the rest of the system."""

import asyncio

import pytest

from dispatch.adapters.asterisk.ami_connection import AmiConnection, LoginRefused
from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.dialplan.safe import UnsafeValue
from dispatch.adapters.clock import SystemClock
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.signal import CallOffered, ExchangeLink
from dispatch.ports.call_control import ExchangeAway
from tests.integration.exchange.running import SECRET, Ear, free_ports, until
from tests.integration.exchange.scripted_ami import ScriptedAmi, scripted_ami, write

OFFERED = {
    "Event": "UserEvent",
    "UserEvent": "CallOffered",
    "Timestamp": "1795317291.211072",
    "Uniqueid": "node1-1795317291.0",
    "CallerIDNum": "13800138000",
    "CallerIDName": "张三丰",
    "Called": "120",
    "Trunk": "gateway",
    "Recording": "20261122-031451-node1-1795317291.0",
}


def link_to(server: ScriptedAmi) -> AsteriskLink:
    return AsteriskLink("node1", ami_port=server.port, secret=SECRET, now=SystemClock().now)


def connection_to(server: ScriptedAmi, secret: str = SECRET) -> AmiConnection:
    return AmiConnection(port=server.port, account="actions", secret=secret, hears=False)


async def listening_client(server: ScriptedAmi, ear: Ear):
    """The server's side of the connection that hears."""
    await ear.wait_for(ExchangePicture)
    hearing = [login["Events"] for login in server.of("Login")].index("on")
    return server.clients[hearing]


async def test_a_damaged_event_does_not_break_the_connection():
    async with scripted_ami() as server, link_to(server) as link:
        ear = Ear(link)
        client = await listening_client(server, ear)
        client.send({"Event": "UserEvent", "UserEvent": "CallOffered"})
        client.send_bytes(b"no colon\r\n\r\n: \r\n\r\nEvent\r\n\r\n\xff\xfe: \xff\r\n\r\n")
        client.send({"Event": "FullyBooted"}, OFFERED)
        assert (await ear.wait_for(CallOffered)).name == "张三丰"
        assert len([login for login in server.of("Login") if login["Events"] == "on"]) == 1


async def test_a_character_cut_by_a_packet_is_kept():
    async with scripted_ami() as server, link_to(server) as link:
        ear = Ear(link)
        client = await listening_client(server, ear)
        for byte in write(OFFERED):
            client.send_bytes(bytes([byte]))
            await asyncio.sleep(0)
        assert (await ear.wait_for(CallOffered)).name == "张三丰"


async def test_a_line_without_end_is_not_kept_for_ever():
    async with scripted_ami() as server, link_to(server) as link:
        ear = Ear(link)
        client = await listening_client(server, ear)
        client.send_bytes(b"x" * 2_000_000)
        await ear.wait_for(ExchangeLink, up=False)


async def test_a_half_open_line_is_noticed_and_replaced():
    async with scripted_ami() as server, link_to(server) as link:
        ear = Ear(link)
        await listening_client(server, ear)
        server.silent = True
        await ear.wait_for(ExchangeLink, up=False)
        server.silent = False
        ear.heard.clear()
        await ear.wait_for(ExchangePicture)
        assert isinstance(ear.heard[0], ExchangeLink)


async def test_an_order_without_answer_is_not_sent_again():
    async with scripted_ami() as server, link_to(server) as link:
        control = AsteriskControl(link)
        await until(lambda: link.acts)
        server.silent = True
        with pytest.raises(ExchangeAway):
            await control.pause_seat(1, "meal")
        await server.stop()
        await until(lambda: not link.acts)
        server.silent = False
        await server.start()
        await until(lambda: link.acts)
        await control.unpause_seat(1)
        assert [order["Paused"] for order in server.of("QueuePause")] == ["true", "false"]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n\r\nAction: Originate"])
async def test_a_value_with_a_line_end_never_leaves(end: str):
    async with scripted_ami() as server, link_to(server) as link:
        await until(lambda: link.acts)
        with pytest.raises(UnsafeValue):
            await AsteriskControl(link).pause_seat(1, f"meal{end}")
        assert server.of("QueuePause") == []


async def test_a_wrong_password_is_told():
    async with scripted_ami() as server:
        with pytest.raises(LoginRefused):
            await connection_to(server, "wrong-secret").open()


async def test_a_server_that_never_answers_the_login_is_away():
    async with scripted_ami() as server:
        server.silent = True
        with pytest.raises(ExchangeAway):
            await connection_to(server).open()


async def test_where_nobody_listens_the_exchange_is_away():
    (port,) = free_ports(1)
    connection = AmiConnection(port=port, account="a", secret=SECRET, hears=False)
    with pytest.raises(ExchangeAway):
        await connection.open()


async def test_a_closed_connection_refuses():
    async with scripted_ami() as server:
        connection = connection_to(server)
        await connection.open()
        connection.close()
        with pytest.raises(ExchangeAway):
            await connection.ask("Ping")


async def test_before_it_is_connected_an_exchange_is_away():
    (port,) = free_ports(1)
    async with AsteriskLink("node1", ami_port=port, secret=SECRET, now=SystemClock().now) as link:
        with pytest.raises(ExchangeAway):
            await AsteriskControl(link).unpause_seat(1)
