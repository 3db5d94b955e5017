"""The door: a token, and a body of bounded size."""

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from recorder.api.problems import problem

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

MAX_BODY_BYTES: Final = 16 * 1024
_OPEN_PATHS: Final = frozenset({"/live"})


class Guard:
    """Refuses what has no right token, before anything of it is read, and what is too long."""

    def __init__(self, app: App, token: str) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Let through or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        given = headers.get(b"authorization", b"")
        if scope["path"] not in _OPEN_PATHS and not hmac.compare_digest(given, self._expected):
            refusal = problem(401, "unauthorized", headers={"WWW-Authenticate": "Bearer"})
            await refusal(scope, receive, send)
            return
        body = await _read_body(receive)
        if body is None:
            await problem(413, "body_too_large")(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)


async def _read_body(receive: Receive) -> bytes | None:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MAX_BODY_BYTES:
            return None
    return body


def _replay(body: bytes, receive: Receive) -> Receive:
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return messages.pop() if messages else await receive()

    return replay
