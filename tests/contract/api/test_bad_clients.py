"""Clients of the event stream that break the rules: each is told or dropped, others hear on."""

import asyncio
import json
import select
import socket
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from websockets.asyncio.client import ClientConnection as AsyncConnection
from websockets.asyncio.client import connect as connect_async
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.centre import Centre, Person, until
from tests.contract.seating import sit_down

HELLO_WITHIN_S = 5.0
LARGEST_BYTES = 65_536
READERS = 100
DEAD_READERS = 20
MORE_MEMORY_THAN_ALLOWED_KB = 60_000


def address(centre: Centre) -> str:
    return f"{centre.urls[0].replace('http', 'ws', 1)}/api/v1/stream"


def hello(person: Person, **changed: Any) -> str:
    board = person.get("/board")
    after = {"epoch": board["epoch"], "n": board["last"]}
    said = {"type": "hello", "token": person.session["token"], "protocol_version": 1}
    return json.dumps(said | {"after": after} | changed)


def last_words(centre: Centre, said: str | bytes) -> list[dict[str, Any]]:
    """Say one thing and give all that comes until the server closes."""
    heard: list[dict[str, Any]] = []
    with connect(address(centre)) as stream:
        try:
            stream.send(said)
            while True:
                heard.append(json.loads(stream.recv(timeout=15)))
        except ConnectionClosed:
            return heard


def is_heard(centre: Centre) -> bool:
    """A client that follows the rules is welcomed and told the watermark."""
    with connect(address(centre)) as stream:
        stream.send(hello(centre.sign_in("1031")))
        kinds = {json.loads(stream.recv(timeout=10))["type"] for _ in range(2)}
    return kinds == {"welcome", "watermark"}


@pytest.fixture
def watcher(centre: Centre) -> Person:
    return centre.sign_in("1027")


@pytest.mark.parametrize(
    ("after", "code"),
    [
        ({"epoch": "0000000000000000-00000001", "n": 3}, "other_epoch"),
        ({"epoch": "", "n": 0}, "other_epoch"),
        (None, "no_position"),
    ],
)
def test_a_position_of_another_epoch_or_none_needs_a_snapshot(
    centre: Centre, watcher: Person, after: Any, code: str
):
    heard = last_words(centre, hello(watcher, after=after))
    assert [message["type"] for message in heard] == ["welcome", "snapshot_needed"]
    assert heard[-1]["code"] == code


@pytest.mark.parametrize("n", [1, 2**53, 10**30])
def test_a_number_that_is_not_on_the_stream_needs_a_snapshot(
    centre: Centre, watcher: Person, n: int
):
    epoch = watcher.get("/board")["epoch"]
    heard = last_words(centre, hello(watcher, after={"epoch": epoch, "n": n}))
    assert heard[-1].get("code") in {"unknown_position", "not_understood"}


@pytest.mark.parametrize(
    "said",
    ["", "null", "[]", "{" * 5000, '{"type":"hello"}', '"\\ud800"', "\u0000", b"\xff\x00", b""],
)
def test_garbage_in_place_of_a_hello_is_told_and_closed(centre: Centre, said: str | bytes):
    assert [word["code"] for word in last_words(centre, said)] == ["not_understood"]
    assert is_heard(centre)


def test_a_token_that_was_revoked_is_told_and_closed(centre: Centre):
    first = centre.sign_in("1045")
    centre.sign_in("1045", server=1)
    said = {"type": "hello", "token": first.session["token"], "protocol_version": 1, "after": None}
    heard = last_words(centre, json.dumps(said))
    assert [(word["type"], word["code"]) for word in heard] == [("closed", "session_ended")]


def test_a_session_that_ends_closes_its_stream(centre: Centre):
    first = centre.sign_in("1045")
    with connect(address(centre)) as stream:
        stream.send(hello(first))
        assert json.loads(stream.recv(timeout=5))["type"] == "welcome"
        centre.sign_in("1045", server=1)
        words = iter(lambda: json.loads(stream.recv(timeout=10)), None)
        assert next(word for word in words if word["type"] == "closed")["code"] == "session_ended"


def test_who_never_says_hello_is_closed(centre: Centre):
    with connect(address(centre)) as stream:
        assert json.loads(stream.recv(timeout=HELLO_WITHIN_S * 3))["code"] == "not_understood"
        with pytest.raises(ConnectionClosed):
            stream.recv(timeout=5)


@pytest.mark.parametrize("before_hello", [True, False])
def test_a_huge_message_closes_the_connection(
    centre: Centre, watcher: Person, *, before_hello: bool
):
    with connect(address(centre)) as stream:
        if not before_hello:
            stream.send(hello(watcher))
        with pytest.raises(ConnectionClosed) as closed:  # noqa: PT012
            stream.send("x" * (LARGEST_BYTES + 1))
            list(iter(lambda: stream.recv(timeout=10), None))
    assert closed.value.rcvd is None or closed.value.rcvd.code == 1009
    assert is_heard(centre)


def test_what_is_said_after_the_hello_changes_nothing(centre: Centre, watcher: Person):
    with connect(address(centre)) as stream:
        stream.send(hello(watcher))
        for said in ("{}", "garbage", hello(watcher)):
            stream.send(said)
        kinds = [json.loads(stream.recv(timeout=10))["type"] for _ in range(6)]
    assert kinds.count("welcome") == 1


class DeadReader:
    """Says hello on a bare socket and never reads again, not even pings."""

    def __init__(self, centre: Centre, said: str) -> None:
        at = urlsplit(centre.urls[0])
        self.socket = socket.create_connection((at.hostname, at.port), timeout=5)
        self.socket.sendall(
            f"GET /api/v1/stream HTTP/1.1\r\nHost: {at.netloc}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
        )
        text = said.encode()
        self.socket.sendall(b"\x81\xfe" + len(text).to_bytes(2, "big") + bytes(4) + text)

    def is_dropped(self) -> bool:
        """The server has closed its side; seen without reading."""
        look = select.poll()
        look.register(self.socket, select.POLLRDHUP | select.POLLHUP | select.POLLERR)
        return bool(look.poll(0))


def memory_kb(pid: int) -> int:
    """What a process holds in memory."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def test_readers_that_never_read_are_dropped_and_cost_little(centre: Centre, watcher: Person):
    pid = centre.pid(centre.settings.boot.servers[0].name)
    said, before_kb = hello(watcher), memory_kb(pid)
    with ExitStack() as stack:
        readers = [DeadReader(centre, said) for _ in range(DEAD_READERS)]
        for reader in readers:
            stack.enter_context(reader.socket)
        until(lambda: all(reader.is_dropped() for reader in readers), 30)
    assert memory_kb(pid) - before_kb < MORE_MEMORY_THAN_ALLOWED_KB
    assert is_heard(centre)


async def test_a_hundred_clients_hear_the_same_act(centre: Centre, watcher: Person):
    said = hello(watcher)
    async with AsyncExitStack() as stack:
        streams = []
        for _ in range(READERS):
            streams.append(await stack.enter_async_context(connect_async(address(centre))))
            await streams[-1].send(said)
        act = str(uuid4())
        taker = centre.sign_in("1045")
        rest = f"/api/v1/seats/{sit_down(taker)}/busy"
        key, reason = {"Idempotency-Key": act}, {"reason": "meal"}
        assert taker.http.post(rest, headers=key, json=reason).is_success
        async with asyncio.timeout(30):
            heard = await asyncio.gather(*(_hear_act(stream, act) for stream in streams))
    assert len(set(heard)) == 1


async def _hear_act(stream: AsyncConnection, act: str) -> int:
    """Listen until an act is told, and give its number."""
    async for text in stream:
        message = json.loads(text)
        if message["type"] == "event" and message["event"]["command_key"] == act:
            return int(message["n"])
    raise AssertionError("closed before the act was told")
