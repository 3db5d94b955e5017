"""A centre of two servers and one exchange made of nothing but answers, for tests of the pages.

It speaks only the wires of the pages: HTTP, the event stream, SIP REGISTER. What no real centre
can be brought to do on command (both servers dead, a gap, a refusal) is one line here.
"""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, Route, WebSocketRoute

from dispatch.adapters.clock import SystemClock

EPOCH = "epoch-1"
Json = dict[str, Any]
Answer = tuple[int, Any]


def ago(seconds: float) -> str:
    """An instant as the wire writes it."""
    return (SystemClock().now() - timedelta(seconds=seconds)).isoformat()


class ScriptedCentre:
    """Answers a page's requests from a board that the test holds.

    Args:
        first: Address from which the page itself is served.
    """

    def __init__(self, page: Page, first: str, second: str, board: Json) -> None:
        self.page = page
        self.addresses = (first, second)
        self.board = board
        self.dead: set[str] = set()
        self.asked: list[tuple[str, str, Any]] = []
        self.answers: dict[tuple[str, str], Answer | Callable[[Any], Answer]] = {}
        self.streams: list[tuple[str, WebSocketRoute]] = []
        self.positions: list[Json] = []
        page.route(re.compile(r"/(api/v1|boot\.json|media)"), self._http)
        page.route_web_socket(re.compile(r"/api/v1/stream"), self._stream)
        page.route_web_socket(re.compile(r"/ws$"), self._exchange)

    def answer(self, method: str, path: str, status: int, body: Any) -> None:
        """Answer a path under /api/v1 from now on."""
        self.answers[method, path] = (status, body)

    def refuse(self, method: str, path: str, status: int, code: str, **parameters: Any) -> None:
        """Answer with a problem document."""
        problem = {
            "type": f"urn:dispatch120:problem:{code}",
            "status": status,
            "code": code,
            "request_id": "scripted",
            "parameters": parameters,
            "fields": [],
        }
        self.answer(method, path, status, problem)

    def tell(
        self, kind: str, payload: Json, *, actor: str = "exchange:node1", skip: int = 0
    ) -> None:
        """Send the next event; with skip some before it were never sent."""
        previous = self.board["last"] + skip
        self.board["last"] = previous + 1
        event = {
            "n": previous + 1,
            "epoch": EPOCH,
            "id": f"00000000-0000-7000-8000-{previous + 1:012}",
            "kind": kind,
            "version": 1,
            "actor": actor,
            "wire": "exchange",
            "happened_at": ago(0),
            "clock_offset_ms": 0,
            "recorded_at": ago(0),
            "payload": payload,
        }
        self._say({"type": "event", "n": previous + 1, "previous_n": previous, "event": event})

    def beat(self) -> None:
        """Send the watermark that a server sends each second."""
        last = self.board["last"]
        self._say({"type": "watermark", "epoch": EPOCH, "last": last, "server_time": ago(0)})

    def kill(self, address: str) -> None:
        """Let a server die: connections break, new ones are refused."""
        self.dead.add(_host(address))
        for host, stream in [one for one in self.streams if one[0] in self.dead]:
            self.streams.remove((host, stream))
            stream.close(code=1011, reason="killed")

    def _say(self, message: Json) -> None:
        for _, stream in self.streams:
            stream.send(json.dumps(message))

    def _http(self, route: Route) -> None:
        request = route.request
        parts = urlsplit(request.url)
        headers = {
            "Access-Control-Allow-Origin": request.headers.get("origin", "*"),
            "Access-Control-Allow-Headers": "*",
            "Access-Control-Allow-Methods": "*",
        }
        if parts.netloc in self.dead:
            route.abort("connectionrefused")
        elif request.method == "OPTIONS":
            route.fulfill(status=204, headers=headers)
        else:
            status, body = self._answer_of(request, parts.path)
            if isinstance(body, bytes):
                route.fulfill(status=status, headers=headers, body=body, content_type="audio/wav")
                return
            route.fulfill(status=status, headers=headers, json=body)

    def _answer_of(self, request: Request, path: str) -> Answer:
        if path == "/boot.json":
            return 200, self._boot()
        name = path.removeprefix("/api/v1")
        body = _body(request)
        self.asked.append((request.method, name, body))
        scripted = self.answers.get((request.method, name))
        if callable(scripted):
            return scripted(body)
        if scripted:
            return scripted
        if name == "/board":
            return 200, {**deepcopy(self.board), "server_time": ago(0)}
        if name == "/session":
            you = self.board["you"]
            return 200, you if request.method == "GET" else {**self._boot(), **_session(you)}
        return 404, {"type": "", "status": 404, "code": "not_found", "request_id": "scripted"}

    def _boot(self) -> Json:
        return {
            "mode": "demo",
            "centre_name": self.board.get("centre_name", "宿城市急救中心"),
            "zone": "Asia/Shanghai",
            "servers": self._servers(),
        }

    def _servers(self) -> list[Json]:
        return [{"name": f"server-{i}", "url": url} for i, url in enumerate(self.addresses, 1)]

    def _stream(self, stream: WebSocketRoute) -> None:
        host = urlsplit(stream.url).netloc
        if host in self.dead:
            stream.close(code=1011, reason="dead")
            return
        stream.on_message(lambda text: self._hear(stream, host, json.loads(text)))

    def _hear(self, stream: WebSocketRoute, host: str, message: Json) -> None:
        if message["type"] == "hello":
            self._hello(stream, host, message)
        elif message["type"] == "watch_positions":
            stream.send(json.dumps({"type": "positions", "positions": self.positions}))

    def move(self, *positions: Json) -> None:
        """Tell whoever watches where vehicles are now."""
        self._say({"type": "positions", "positions": positions})

    def _hello(self, stream: WebSocketRoute, host: str, _: Json) -> None:
        self.streams.append((host, stream))
        server = next(s["name"] for s in self._servers() if _host(s["url"]) == host)
        welcome = {
            "type": "welcome",
            "server": server,
            "protocol_version": 1,
            "epoch": EPOCH,
            "audiences": ["desks"],
            "you": self.board["you"],
        }
        stream.send(json.dumps(welcome))
        self.beat()

    def _exchange(self, socket: WebSocketRoute) -> None:
        socket.on_message(lambda text: _register(socket, str(text)))


def _register(socket: WebSocketRoute, request: str) -> None:
    """Accept a registration without asking for the secret."""
    if not request.startswith("REGISTER"):
        return
    kept = [
        line
        for line in request.split("\r\n")
        if re.match(r"(Via|From|To|Call-ID|CSeq|Contact):", line)
    ]
    lines = ["SIP/2.0 200 OK", *kept, "Content-Length: 0", "", ""]
    socket.send("\r\n".join(lines))


def _session(you: Json) -> Json:
    return {"token": "scripted-token", "expires_at": ago(-86400), "you": you}


def _body(request: Request) -> Any:
    if request.headers.get("content-type", "").startswith("multipart/"):
        return None
    try:
        return request.post_data_json
    except json.JSONDecodeError:
        return None  # a form


def _host(address: str) -> str:
    return urlsplit(address).netloc
