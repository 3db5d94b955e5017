"""The centre's board, kept current by its event stream: for a seat, or for a station."""

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

import structlog
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from dispatch.contracts.base import PROTOCOL_VERSION
from dispatch.simulator.centre.client import Client
from dispatch.simulator.centre.errors import Away

log = structlog.get_logger()

SILENCE_S = 5.0
CONNECT_WITHIN_S = 3.0
FIRST_PAUSE_S = 0.1
LONGEST_PAUSE_S = 8.0
MOST_KEPT = 2000
LISTS: Mapping[str, tuple[str, str]] = {
    "call": ("calls", "id"),
    "seat": ("seats", "number"),
    "task": ("tasks", "id"),
    "incident": ("incidents", "id"),
    "order": ("orders", "id"),
    "vehicle": ("vehicles", "id"),
    "station": ("stations", "id"),
    "hospital": ("hospitals", "id"),
}

Shown = Mapping[str, Any]
T = TypeVar("T")


class _Lost(Exception):
    """The stream cannot be continued from where it was."""


class LiveBoard:
    """What one client knows of the centre.

    Attributes:
        current: Whether it hears the stream now.
    """

    def __init__(self, client: Client, path: str = "/board") -> None:
        self.current = False
        self._client = client
        self._path = path
        self._shown: dict[str, dict[Any, Shown]] = {name: {} for name in LISTS}
        self._whole: Shown = {}
        self._changed = asyncio.Condition()
        self._last = 0

    def list_(self, name: str) -> list[Shown]:
        """Give everything of one kind, as it was last told; names are those of LISTS."""
        return list(self._shown[name].values())

    def find(self, name: str, id_: object) -> Shown | None:
        """Find one thing by its id, a seat by its number."""
        return self._shown[name].get(id_)

    def told(self, name: str) -> Any:  # noqa: ANN401 - any JSON
        """Give another field of the last snapshot."""
        return self._whole.get(name)

    async def until(self, look: Callable[[], T | None]) -> T:
        """Wait until something is seen on the board, and give it."""
        async with self._changed:
            while (seen := look()) is None:
                await self._changed.wait()
            return seen

    async def follow(self) -> None:
        """Keep it current until cancelled; a server that is away is left for the other.

        Raises:
            Refused: The token holds no longer: the board itself says so.
        """
        pause_s = FIRST_PAUSE_S
        while True:
            try:
                await self._follow_once()
            except (OSError, WebSocketException, TimeoutError, Away, _Lost) as lost:
                log.info("simulator.stream_lost", path=self._path, why=type(lost).__name__)
            pause_s = FIRST_PAUSE_S if self.current else min(pause_s * 2, LONGEST_PAUSE_S)
            self.current = False
            self._client.move()
            await asyncio.sleep(pause_s)

    async def _follow_once(self) -> None:
        snapshot = await self._client.get(self._path)
        address = self._client.server.replace("http", "ws", 1) + "/api/v1/stream"
        async with asyncio.timeout(CONNECT_WITHIN_S):
            stream = await connect(address, open_timeout=None, proxy=None)
        try:
            await stream.send(json.dumps(self._hello(snapshot)))
            await self._take_board(snapshot)
            await self._hear(stream)
        finally:
            stream.transport.abort()

    def _hello(self, snapshot: Shown) -> dict[str, object]:
        return {
            "type": "hello",
            "token": self._client.token or "",
            "protocol_version": PROTOCOL_VERSION,
            "after": {"epoch": snapshot["epoch"], "n": snapshot["last"]},
        }

    async def _hear(self, stream: ClientConnection) -> None:
        while True:
            async with asyncio.timeout(SILENCE_S):
                message = json.loads(await stream.recv())
            match message["type"]:
                case "event":
                    await self._take_event(message)
                case "snapshot_needed" | "closed":
                    raise _Lost(message["code"])
                case _:
                    self.current = True

    async def _take_board(self, snapshot: Shown) -> None:
        async with self._changed:
            self._whole, self._last = snapshot, snapshot["last"]
            for name, (plural, key) in LISTS.items():
                self._shown[name] = {one[key]: one for one in snapshot.get(plural, ())}
            self._changed.notify_all()

    async def _take_event(self, message: Shown) -> None:
        if message["previous_n"] != self._last:
            raise _Lost("gap")
        payload = message["event"]["payload"]
        async with self._changed:
            self._last = message["n"]
            for name, (_, key) in LISTS.items():
                if isinstance(shown := payload.get(name), dict):
                    self._shown[name][shown[key]] = shown
            self._changed.notify_all()
        if max(map(len, self._shown.values())) > MOST_KEPT:
            raise _Lost("full")


async def until_within(board: LiveBoard, look: Callable[[], T | None], seconds: float) -> T | None:
    """Wait for something on the board, but no longer than that."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            return await board.until(look)
    return None
