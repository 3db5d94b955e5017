"""The link moves to the other server at once, resumes where it was and never takes a gap."""

import asyncio
import json
from random import Random
from typing import Any

import pytest
from typing_extensions import override

from station_client import link as module
from station_client.link import Link
from station_client.servers import Servers
from tests.unit.station.orders import board, mark, order, told

FIRST, SECOND = "http://127.0.0.1:1", "http://127.0.0.2:1"
WELCOME = {"type": "welcome", "server": "server-1"}


class FakeSocket:
    """Says what the test wrote, then waits for ever or breaks."""

    def __init__(self, *says, breaks=True):
        self.says, self.breaks, self.closed = list(says), breaks, False
        self.hello: dict[str, Any] = {}

    async def send(self, message):
        self.hello = json.loads(message)

    async def recv(self):
        if self.says:
            return json.dumps(self.says.pop(0))
        if self.breaks:
            raise ConnectionResetError
        return await asyncio.Future()

    async def close(self):
        self.closed = True


class World:
    """Sockets and snapshots that the link will meet, in order; what it did with them."""

    def __init__(self, *sockets, boards=()):
        self.sockets, self.boards = list(sockets), list(boards) or [board(7)]
        self.dialled, self.pictures, self.asked = [], [], 0
        self.ended = asyncio.Event()
        self.servers = Servers([FIRST, SECOND])

    async def dial(self, url):
        self.dialled.append(url)
        if not self.sockets:
            self.ended.set()
            return await asyncio.Future()
        socket = self.sockets.pop(0)
        if isinstance(socket, Exception):
            raise socket
        return socket

    async def snapshot(self):
        self.asked += 1
        return self.boards.pop(0) if len(self.boards) > 1 else self.boards[0]

    def took(self, picture):
        self.pictures.append(picture)

    def heard(self, server):
        """Nothing to note."""

    async def follow(self):
        """Let the link run until it has used every socket."""
        link = Link(
            self.servers, "token", self, snapshot=self.snapshot, dial=self.dial, random=Random(1)
        )
        running = asyncio.create_task(link.run())
        async with asyncio.timeout(5):
            await self.ended.wait()
        running.cancel()
        return self


@pytest.fixture(autouse=True)
def no_waits(monkeypatch):
    """The waits are real ones; a test has no time for them."""
    for name in ("FIRST_WAIT_S", "LONGEST_WAIT_S", "REFUSED_WAIT_S"):
        monkeypatch.setattr(module, name, 0.0)


async def test_a_broken_socket_leads_to_the_other_server_and_on_from_the_last_event():
    first = FakeSocket(WELCOME, told(8, order()))
    second = FakeSocket(WELCOME, told(9, order(state="delivered")))
    world = await World(first, second).follow()
    assert world.dialled[:2] == ["ws://127.0.0.1:1/api/v1/stream", "ws://127.0.0.2:1/api/v1/stream"]
    assert [first.hello["after"]["n"], second.hello["after"]["n"]] == [7, 8]
    assert (world.asked, world.pictures[-1].n) == (1, 9)
    assert first.closed


async def test_a_server_that_cannot_be_reached_is_left_at_once():
    world = await World(OSError(), FakeSocket(WELCOME)).follow()
    assert world.dialled[1].startswith("ws://127.0.0.2")


async def test_a_silent_server_is_left(monkeypatch):
    monkeypatch.setattr(module, "SILENCE_S", 0.01)
    world = await World(FakeSocket(WELCOME, breaks=False)).follow()
    assert world.dialled[1].startswith("ws://127.0.0.2")


@pytest.mark.parametrize(
    "says",
    [
        told(10, order()),
        told(8, order(), epoch="epoch-2"),
        mark(8),
        mark(7, epoch="epoch-2"),
        {"type": "snapshot_needed", "code": "unknown_position"},
    ],
)
async def test_a_gap_is_answered_by_a_snapshot(says):
    second = FakeSocket(WELCOME)
    world = World(FakeSocket(WELCOME, says), second, boards=[board(7), board(10, order())])
    await world.follow()
    assert (world.asked, second.hello["after"]["n"]) == (2, 10)
    assert list(world.pictures[-1].orders) == [order().id]


async def test_a_watermark_that_is_current_changes_nothing():
    world = await World(FakeSocket(WELCOME, mark(7))).follow()
    assert (world.asked, [picture.n for picture in world.pictures]) == (1, [7])


async def test_messages_that_are_not_known_are_passed_over():
    socket = FakeSocket(WELCOME, {"type": "positions"}, {"type": "lamps"}, told(8, order()))
    assert (await World(socket).follow()).pictures[-1].n == 8


async def test_a_server_that_closes_without_its_database_is_left():
    away = FakeSocket({"type": "closed", "code": "database_away"}, breaks=False)
    world = await World(away).follow()
    assert world.dialled[1].startswith("ws://127.0.0.2")


class SpeaksAtTheEnd(FakeSocket):
    """Says one thing when the test lets it, and nothing after that."""

    def __init__(self):
        super().__init__(breaks=False)
        self.listening = asyncio.Event()
        self.words: asyncio.Queue[str] = asyncio.Queue()

    @override
    async def recv(self):
        self.listening.set()
        return await self.words.get()


async def test_a_message_that_comes_at_the_very_end_keeps_nothing_alive():
    world, socket = World(), SpeaksAtTheEnd()
    world.sockets.append(socket)
    link = Link(
        world.servers, "token", world, snapshot=world.snapshot, dial=world.dial, random=Random(1)
    )
    running = asyncio.create_task(link.run())
    await socket.listening.wait()
    socket.words.put_nowait(json.dumps(WELCOME))
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        async with asyncio.timeout(5):
            await running
