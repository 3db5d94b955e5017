"""A manager that answers oddly, stalls, floods or lets a list never end."""

import asyncio

import pytest

from dispatch.adapters.asterisk.ami_connection import MOST_EVENTS_WAITING, AmiConnection
from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.dialplan.safe import UnsafeValue
from dispatch.adapters.clock import SystemClock
from dispatch.bootstrap.probes import exchange_probe
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.part import PartState
from dispatch.domain.signal import CallEnded, CallOffered, CallQueued, ExchangeLink
from dispatch.ports.call_control import ExchangeAway, ExchangeRefused
from tests.integration.exchange.running import SECRET, Ear, until
from tests.integration.exchange.scripted_ami import Client, ScriptedAmi, scripted_ami, write

SUCCESS = {"Response": "Success"}
NOTHING_LISTED = [
    SUCCESS | {"EventList": "start", "Message": "Channel status will follow"},
    {"Event": "StatusComplete", "EventList": "Complete"},
]
THOUSAND = 1000


def link_to(server: ScriptedAmi) -> AsteriskLink:
    return AsteriskLink("node1", ami_port=server.port, secret=SECRET, now=SystemClock().now)


def connection_to(server: ScriptedAmi) -> AmiConnection:
    return AmiConnection(port=server.port, account="actions", secret=SECRET, hears=True)


async def opened(server: ScriptedAmi) -> AmiConnection:
    connection = connection_to(server)
    await connection.open()
    return connection


def hearing(server: ScriptedAmi) -> Client:
    """The newest connection that hears."""
    places = [n for n, login in enumerate(server.of("Login")) if login["Events"] == "on"]
    return server.clients[places[-1]]


def event(kind: str, number: int, **fields: str) -> dict[str, str]:
    """An event of the call of a number."""
    return {
        "Event": kind,
        "Timestamp": f"1795317291.{number:06}",
        "Uniqueid": f"node1-1795317291.{number}",
        **fields,
    }


def whole_call(number: int) -> bytes:
    """A call that is offered, waits and ends."""
    offered = {"UserEvent": "CallOffered", "CallerIDNum": f"138{number:08}", "Recording": "r"}
    return write(
        event("UserEvent", number, **offered),
        event("QueueCallerJoin", number, Position="1"),
        event("Hangup", number, Cause="16"),
    )


@pytest.mark.parametrize("action", ["Atxfer", "PlayDTMF", "CancelAtxfer"])
async def test_an_action_said_to_be_queued_is_answered_and_the_line_lives(action: str):
    async with scripted_ami() as server:
        server.told[action] = [SUCCESS | {"Message": f"{action} successfully queued"}]
        connection = await opened(server)
        assert (await connection.ask(action, Channel="PJSIP/8001-1"))["Response"] == "Success"
        assert (await connection.ask("Ping"))["Response"] == "Success"


async def test_originate_is_answered_at_once_and_what_comes_of_it_is_an_event():
    async with scripted_ami() as server:
        server.told["Originate"] = [SUCCESS | {"Message": "Originate successfully queued"}]
        connection = await opened(server)
        asked = await connection.ask("Originate", ActionID="call-1", Async="true")
        assert asked["Response"] == "Success"
        server.clients[0].send({"Event": "OriginateResponse", "ActionID": "call-1", "Reason": "4"})
        told = await first_event(connection, "OriginateResponse")
        assert told["Reason"] == "4"


async def first_event(connection: AmiConnection, kind: str):
    async with asyncio.timeout(10):
        while (event := await connection.events.get()) is not None:
            if event["Event"] == kind:
                return event
    raise AssertionError(kind)


async def test_a_wrong_password_is_told_by_the_link_and_mended_without_a_restart():
    async with scripted_ami() as server:
        server.passwords.clear()
        async with link_to(server) as link:
            await until(lambda: link.refused)
            assert not link.acts
            assert not link.hears
            server.passwords.add(SECRET)
            await until(lambda: link.acts and link.hears)
            assert not link.refused


async def test_before_it_is_opened_a_connection_is_away():
    async with scripted_ami() as server:
        with pytest.raises(ExchangeAway):
            await connection_to(server).ask("Ping")


async def test_nothing_is_sent_before_the_login_is_answered():
    async with scripted_ami() as server:
        server.silent = True
        connection = connection_to(server)
        opening = asyncio.create_task(connection.open())
        await until(lambda: bool(server.of("Login")))
        with pytest.raises(ExchangeAway):
            await connection.ask("QueuePause", Interface="PJSIP/8001")
        assert [one["Action"] for one in server.actions] == ["Login"]
        with pytest.raises(ExchangeAway):
            await opening


async def test_an_answer_without_the_field_that_is_needed_is_a_refusal():
    async with scripted_ami() as server:
        channel = {"Event": "Status", "Uniqueid": "node1-1795317291.0"}
        server.told["Status"] = [NOTHING_LISTED[0], channel, NOTHING_LISTED[1]]
        async with link_to(server) as link:
            await until(lambda: link.acts)
            with pytest.raises(ExchangeRefused):
                await AsteriskControl(link).hang_up("node1-1795317291.0")
            assert link.acts


@pytest.mark.parametrize("key", ["Event", "ActionID", "Uniqueid"])
async def test_a_message_that_names_a_thing_twice_is_passed_over(key: str):
    async with scripted_ami() as server, link_to(server) as link:
        ear = Ear(link)
        await ear.wait_for(ExchangePicture)
        twice = f"{key}: a\r\n{key}: b\r\n"
        hearing(server).send_bytes(f"Event: Noise\r\n{twice}\r\n".encode() + whole_call(1))
        await ear.wait_for(CallEnded)
        assert all(signal.up for signal in ear.heard if isinstance(signal, ExchangeLink))


@pytest.mark.parametrize(
    "value",
    ["a\x00b", "a\tb", "a\x85b", "\ud800", "x" * 1001, "张" * 400],
    ids=["end-of-string", "tab", "next-line", "half-a-character", "too-long", "too-many-bytes"],
)
async def test_a_value_that_would_not_arrive_as_it_is_never_leaves(value: str):
    async with scripted_ami() as server:
        connection = await opened(server)
        with pytest.raises(UnsafeValue):
            await connection.ask("QueuePause", Reason=value)
        assert (await connection.ask("QueuePause", Reason="就餐"))["Response"] == "Success"
        assert [one["Reason"] for one in server.of("QueuePause")] == ["就餐"]


async def test_a_list_that_is_refused_is_answered_at_once():
    async with scripted_ami() as server:
        server.told["PJSIPShowContacts"] = [{"Response": "Error", "Message": "No Contacts found"}]
        connection = await opened(server)
        (refusal,) = await connection.ask_list("PJSIPShowContacts")
        assert refusal["Response"] == "Error"


async def test_a_list_that_stalls_leaves_the_picture_to_the_next_try():
    async with scripted_ami() as server:
        server.told["QueueStatus"] = [NOTHING_LISTED[0]]
        async with link_to(server) as link:
            ear = Ear(link)
            await until(lambda: len(server.of("QueueStatus")) > 1)
            assert not link.hears
            assert not ear.heard
            del server.told["QueueStatus"]
            await ear.wait_for(ExchangePicture)


async def test_a_manager_that_acts_and_tells_nothing_is_shown_as_such():
    async with scripted_ami() as server:
        server.told["QueueStatus"] = [NOTHING_LISTED[0]]
        async with link_to(server) as link:
            probe = exchange_probe(link)
            await until(lambda: link.acts)
            assert await probe() == (PartState.FAILED, "exchange_unheard")
            del server.told["QueueStatus"]
            await until(lambda: link.hears)
            assert (await probe())[0] is PartState.WELL


@pytest.mark.parametrize(
    "piece",
    [b"Key: value\r\n" * 1000, write({"Event": "Status", "ActionID": "flood"}) * 1000],
    ids=["message", "list"],
)
async def test_what_never_ends_is_cut_off(piece: bytes):
    async with scripted_ami() as server:
        server.told["Status"] = [NOTHING_LISTED[0]]
        connection = await opened(server)
        asked = asyncio.create_task(connection.ask_list("Status", ActionID="flood"))
        await until(lambda: bool(server.of("Status")))
        flooding = asyncio.create_task(flood(server.clients[0], piece))
        with pytest.raises(ExchangeAway):
            await asked
        await until(lambda: server.clients[0].is_closing)
        flooding.cancel()


async def flood(client: Client, piece: bytes) -> None:
    while True:
        client.send_bytes(piece)
        await asyncio.sleep(0)


async def test_a_thousand_calls_at_once_are_all_told_in_their_order():
    async with scripted_ami() as server, link_to(server) as link:
        ear = Ear(link)
        await ear.wait_for(ExchangePicture)
        hearing(server).send_bytes(b"".join(map(whole_call, range(THOUSAND))))
        await ear.wait_for(CallEnded, call_unique_id=f"node1-1795317291.{THOUSAND - 1}")
        for kind in (CallOffered, CallQueued, CallEnded):
            told = [one.call_unique_id for one in ear.heard if isinstance(one, kind)]
            assert told == [f"node1-1795317291.{number}" for number in range(THOUSAND)]
        assert len(server.of("Login")) == 2


async def flood_with_calls(client: Client) -> None:
    """Send three events of each of forty thousand calls."""
    for start in range(0, 40 * THOUSAND, THOUSAND):
        client.send_bytes(b"".join(map(whole_call, range(start, start + THOUSAND))))
        await asyncio.sleep(0)
    await until(lambda: client.is_closing)


async def test_of_a_flood_that_nobody_reads_no_more_is_kept_than_fits():
    async with scripted_ami() as server:
        connection = await opened(server)
        await flood_with_calls(server.clients[0])
        assert MOST_EVENTS_WAITING < connection.events.qsize() < 2 * MOST_EVENTS_WAITING


async def test_a_flood_that_nobody_reads_ends_in_a_new_picture():
    async with scripted_ami() as server, link_to(server) as link:
        await until(lambda: link.hears)
        await flood_with_calls(hearing(server))
        ear = Ear(link)
        await until(lambda: len([one for one in ear.heard if isinstance(one, ExchangePicture)]) > 1)
        last = 40 * THOUSAND
        hearing(server).send_bytes(whole_call(last))
        await ear.wait_for(CallEnded, call_unique_id=f"node1-1795317291.{last}")


async def test_the_end_of_a_half_open_line_is_heard_by_every_order_that_waits():
    async with scripted_ami() as server:
        connection = await opened(server)
        server.silent = True
        waiting = [asyncio.create_task(connection.ask("Ping")) for _ in range(20)]
        await until(lambda: len(server.of("Ping")) == 20)
        connection.close()
        ends = await asyncio.gather(*waiting, return_exceptions=True)
        assert all(isinstance(end, ExchangeAway) for end in ends)
        with pytest.raises(ExchangeAway):
            await connection.ask("Ping")
