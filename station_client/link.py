"""The link to the centre: one event stream, on whichever server answers, without a gap."""

import asyncio
import json
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from random import Random
from typing import Any, Protocol

import structlog
from pydantic import ValidationError
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from dispatch.contracts.base import PROTOCOL_VERSION
from dispatch.contracts.devices import StationBoard
from dispatch.contracts.stream import EventMessage, Hello, Position, Watermark
from station_client.errors import CentreAway, Refused
from station_client.picture import Gap, Picture, picture_of
from station_client.servers import Servers

log = structlog.get_logger()

# As the pages have it: dispatch/console/src/wire/stream.ts.
SILENCE_S = 2.0
WELCOME_S = 1.5
FIRST_WAIT_S = 0.05
LONGEST_WAIT_S = 0.3
REFUSED_WAIT_S = 5.0
SHUT_OUT = frozenset({"session_ended", "device_revoked", "not_understood"})


class Socket(Protocol):
    """As much of a WebSocket as the link uses."""

    async def send(self, message: str) -> None:
        """Send a text."""
        ...

    async def recv(self) -> str | bytes:
        """Wait for a message."""
        ...

    async def close(self) -> None:
        """End it."""
        ...


Dial = Callable[[str], Awaitable[Socket]]


class Listener(Protocol):
    """Who wants to know what the link hears."""

    def took(self, picture: Picture) -> None:
        """The station's orders are these now."""
        ...

    def heard(self, server: str) -> None:
        """A server spoke."""
        ...


class Link:
    """Follows the station's stream until cancelled.

    Args:
        snapshot: Asks for the station's board.
        dial: Opens a socket to a server.
    """

    def __init__(
        self,
        servers: Servers,
        token: str,
        listener: Listener,
        *,
        snapshot: Callable[[], Awaitable[StationBoard]],
        dial: Dial,
        random: Random,
    ) -> None:
        self._servers, self._token, self._listener = servers, token, listener
        self._snapshot, self._dial, self._random = snapshot, dial, random
        self._picture: Picture | None = None
        self._failures = 0

    async def run(self) -> None:
        """Follow, move, follow again."""
        while True:
            server = self._servers.current
            try:
                await self._follow(server)
            except Gap:
                log.info("station.gap", server=server)
                self._picture = None
            except (OSError, WebSocketException, TimeoutError, CentreAway, ValidationError) as lost:
                await self._move_from(server, type(lost).__name__)
            except Refused as refused:
                log.warning("station.refused", server=server, reason=refused.reason)
                await asyncio.sleep(REFUSED_WAIT_S)

    async def _move_from(self, server: str, why: str) -> None:
        log.info("station.moves", server=server, why=why)
        self._servers.move_from(server)
        self._failures += 1
        jitter_s = self._random.uniform(FIRST_WAIT_S, LONGEST_WAIT_S)
        await asyncio.sleep(FIRST_WAIT_S if self._failures == 1 else jitter_s)

    async def _follow(self, server: str) -> None:
        if self._picture is None:
            self._take(picture_of(await self._snapshot()))
        async with asyncio.timeout(WELCOME_S):
            socket = await self._dial(f"{server.replace('http', 'ws', 1)}/api/v1/stream")
        try:
            await socket.send(self._hello())
            while True:
                async with asyncio.timeout(SILENCE_S):
                    message = await socket.recv()
                self._hear(json.loads(message), server)
        finally:
            with suppress(OSError, WebSocketException):
                await socket.close()

    def _hello(self) -> str:
        picture = self._picture
        after = Position(epoch=picture.epoch, n=picture.n) if picture else None
        hello = Hello(
            type="hello", token=self._token, protocol_version=PROTOCOL_VERSION, after=after
        )
        return hello.model_dump_json()

    def _hear(self, message: dict[str, Any], server: str) -> None:
        """Take one message; kinds that this version does not know are passed over."""
        match message.get("type"):
            case "closed" if message.get("code") in SHUT_OUT:
                raise Refused(403, str(message["code"]))
            case "closed":
                raise CentreAway(str(message.get("code")))
            case "snapshot_needed":
                raise Gap
            case "event" if self._picture:
                self._take(self._picture.after(EventMessage.model_validate(message)))
            case "watermark" if self._picture:
                if self._picture.is_missing(Watermark.model_validate(message)):
                    raise Gap
        self._failures = 0
        self._listener.heard(server)

    def _take(self, picture: Picture) -> None:
        if picture is self._picture:
            return
        self._picture = picture
        self._listener.took(picture)


def dialling(trust: ssl.SSLContext) -> Dial:
    """Make the way to open a real socket; the link itself watches for silence."""

    async def dial(url: str) -> Socket:
        secure = trust if url.startswith("wss") else None
        return _Opened(
            await connect(url, ssl=secure, open_timeout=None, ping_interval=None, proxy=None)
        )

    return dial


class _Opened:
    """A socket that is let go at once: a dead server would be waited for."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self.send, self.recv = connection.send, connection.recv

    async def close(self) -> None:
        self._connection.transport.abort()
