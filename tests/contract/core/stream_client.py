"""A client of the event stream that follows the rules that every client follows."""

import json
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx2
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from tests.centre import Person

LISTEN_AT_MOST_S = 40.0


class Gap(Exception):
    """The client saw that something is missing."""


@dataclass(slots=True)
class StreamClient:
    """Holds both addresses and resumes on either."""

    person: Person
    urls: tuple[str, ...]
    epoch: str = ""
    last: int = 0
    watermark: int = -1
    heard: list[dict[str, Any]] = field(default_factory=list)
    servers: list[str] = field(default_factory=list)

    def take_snapshot(self) -> dict[str, Any]:
        """Ask for the board and stand at its position."""
        board: dict[str, Any] = self.person.get("/board")
        self.epoch, self.last = board["epoch"], board["last"]
        return board

    def listen(self, enough: Any) -> None:
        """Hear until enough is true, moving to the other server whenever one is lost."""
        turn, give_up_at = 0, time.monotonic() + LISTEN_AT_MOST_S
        while not enough(self):
            assert time.monotonic() < give_up_at, f"not enough was heard: {len(self.heard)}"
            with suppress(WebSocketException, OSError, httpx2.HTTPError):
                self._hear_from(self.urls[turn % len(self.urls)], enough)
            turn += 1

    def _hear_from(self, url: str, enough: Any) -> None:
        with connect(url.replace("http", "ws", 1) + "/api/v1/stream", open_timeout=2) as socket:
            self._say_hello(socket)
            give_up_at = time.monotonic() + LISTEN_AT_MOST_S
            while not enough(self) and time.monotonic() < give_up_at:
                self._take(json.loads(socket.recv(timeout=3)))

    def _say_hello(self, socket: ClientConnection) -> None:
        hello = {
            "type": "hello",
            "token": self.person.session["token"],
            "protocol_version": 1,
            "after": {"epoch": self.epoch, "n": self.last},
        }
        socket.send(json.dumps(hello))

    def _take(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "welcome":
                self.servers.append(message["server"])
            case "event":
                if message["previous_n"] != self.last:
                    raise Gap(f"{message['previous_n']} is not {self.last}")
                self.last = message["n"]
                self.heard.append(message["event"])
            case "watermark":
                self.watermark = message["last"]
                if message["last"] > self.last:
                    raise Gap(f"the stream is at {message['last']}, we at {self.last}")
            case "snapshot_needed" | "closed":
                raise Gap(message)
            case _:
                pass
