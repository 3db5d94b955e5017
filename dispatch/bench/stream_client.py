"""A client of the event stream that moves between both servers as a page does."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

# As the pages have it: dispatch/console/src/wire/stream.ts.
SILENCE_S = 2.0
WELCOME_S = 1.5
FIRST_WAIT_S = 0.05
LONGEST_WAIT_S = 0.3


@dataclass(slots=True)
class StreamClient:
    """One page's stream.

    Args:
        urls: Of both servers; the first is the one it is on.
        token: Of a session that holds.
        epoch: With last, where it stands.
        current_at: When it was first told by the server it is on, on the loop's clock, that it
            misses nothing.
        faults: Gaps and repetitions, which must not be.
    """

    urls: tuple[str, ...]
    token: str
    epoch: str
    last: int
    random: Random
    place: int = 0
    welcomed_at: float = 0.0
    current_at: float | None = None
    heard: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def server(self) -> str:
        """The address it is on, or tries."""
        return self.urls[self.place % len(self.urls)]

    async def run(self) -> None:
        """Follow the stream until cancelled, on whichever server answers."""
        failures = 0
        while True:
            welcomed_at = self.welcomed_at
            with suppress(OSError, WebSocketException, TimeoutError):
                await self._follow(self.server)
            self.place += 1
            failures = 1 if self.welcomed_at > welcomed_at else failures + 1
            jitter_s = self.random.uniform(FIRST_WAIT_S, LONGEST_WAIT_S)
            await asyncio.sleep(FIRST_WAIT_S if failures == 1 else jitter_s)

    def is_current(self, since: float) -> bool:
        """Tell whether it was welcomed after a moment of the loop's clock, and misses nothing."""
        return self.welcomed_at > since and self.current_at is not None

    async def _follow(self, url: str) -> None:
        address = f"{url.replace('http', 'ws', 1)}/api/v1/stream"
        async with asyncio.timeout(WELCOME_S):
            stream = await connect(address, open_timeout=None, ping_interval=None)
        try:
            await stream.send(json.dumps(self._hello()))
            while True:
                async with asyncio.timeout(SILENCE_S):
                    message = await stream.recv()
                self._take(json.loads(message))
        finally:
            await _drop(stream)

    def _hello(self) -> dict[str, object]:
        after = {"epoch": self.epoch, "n": self.last}
        return {"type": "hello", "token": self.token, "protocol_version": 1, "after": after}

    def _take(self, message: dict[str, Any]) -> None:
        now = asyncio.get_running_loop().time()
        match message["type"]:
            case "welcome":
                self.welcomed_at, self.current_at = now, None
            case "event":
                self._take_event(message)
            case "watermark" if message["last"] == self.last:
                self.current_at = self.current_at or now
            case "watermark" | "snapshot_needed" | "closed":
                self.faults.append(f"{message['type']} {message.get('code', message.get('last'))}")
            case _:
                pass

    def _take_event(self, message: dict[str, Any]) -> None:
        if message["previous_n"] != self.last:
            self.faults.append(f"{message['previous_n']} told after {self.last}")
        self.last = message["n"]
        self.heard += 1


async def _drop(stream: ClientConnection) -> None:
    """Let go without waiting for a goodbye that may never come."""
    stream.transport.abort()
