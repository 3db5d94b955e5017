"""Pure ASGI edge of every request: an id for its log lines, bounded bodies, fixed headers."""

from collections.abc import Iterable
from contextvars import ContextVar
from secrets import token_hex

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY_BYTES = 1_000_000
LARGEST_UPLOAD_BYTES = 2_000_000_000
UPLOADS = "/api/v1/directory/imports"

_request_id: ContextVar[str] = ContextVar("request_id", default="")


class BodyTooLarge(Exception):
    """More bytes came than the route allows."""


def current_request_id() -> str:
    """Give the id of the request that is being answered."""
    return _request_id.get()


class Edge:
    """Wraps the application.

    Args:
        application: What answers.
        headers: Set on every answer, such as the content security policy.
    """

    def __init__(self, application: ASGIApp, headers: Iterable[tuple[str, str]]) -> None:
        self._application = application
        self._headers = tuple(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or serve one connection."""
        if scope["type"] == "lifespan":
            await self._application(scope, receive, send)
            return
        request_id = token_hex(8)
        _request_id.set(request_id)
        structlog.contextvars.bind_contextvars(request_id=request_id)
        if scope["type"] == "websocket":
            await self._application(scope, receive, send)
            return
        await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        bound = LARGEST_UPLOAD_BYTES if scope["path"] == UPLOADS else LARGEST_BODY_BYTES
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(scope=message).update(dict(self._headers))
            await send(message)

        if _declared_bytes(scope) > bound:
            await Response(status_code=413)(scope, receive, sending)
            return
        try:
            await self._application(scope, _bounded(receive, bound), sending)
        except BodyTooLarge:
            if not started:
                await Response(status_code=413)(scope, receive, sending)


def _declared_bytes(scope: Scope) -> int:
    declared = Headers(scope=scope).get("content-length", "0")
    return int(declared) if declared.isdigit() else 0


def _bounded(receive: Receive, bound: int) -> Receive:
    read = 0

    async def receiving() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > bound:
            raise BodyTooLarge
        return message

    return receiving
