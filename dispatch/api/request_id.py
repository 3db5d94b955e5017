"""Pure ASGI edge of every request: an id for its log lines, bounded bodies, fixed headers."""

import asyncio
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from secrets import token_hex

import structlog
from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY_BYTES = 1_000_000
LARGEST_UPLOAD_BYTES = 2_000_000_000
# A minute of sound in the best common form.
LARGEST_SOUND_BYTES = 12_000_000
UPLOADS = frozenset({"/api/v1/directory/imports", "/api/v1/map/imports"})
PROMPTS = "/api/v1/prompts/"
NEXT_PIECE_WITHIN_S = 10.0

_request_id: ContextVar[str] = ContextVar("request_id", default="")


class BodyTooLarge(HTTPException):
    """More bytes came than the route allows."""

    def __init__(self) -> None:
        super().__init__(413)


class BodyTooSlow(HTTPException):
    """The next piece of the body did not come in time."""

    def __init__(self) -> None:
        super().__init__(408)


def current_request_id() -> str:
    """Give the id of the request that is being answered."""
    return _request_id.get()


class Edge:
    """Wraps the application.

    Args:
        application: What answers.
        headers: Set on every answer, such as the content security policy.
        refuse: Makes the answer of a problem: status and code.
    """

    def __init__(
        self,
        application: ASGIApp,
        headers: Iterable[tuple[str, str]],
        refuse: Callable[[int, str], Response],
    ) -> None:
        self._application = application
        self._refuse = refuse
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
        bound = _bound_of(scope["path"])

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(dict(self._headers))
            await send(message)

        if _declared_bytes(scope) > bound:
            await self._refuse(413, "too_large")(scope, receive, sending)
            return
        await self._application(scope, _bounded(receive, bound), sending)


def _bound_of(path: str) -> int:
    if path.startswith(PROMPTS):
        return LARGEST_SOUND_BYTES
    return LARGEST_UPLOAD_BYTES if path in UPLOADS else LARGEST_BODY_BYTES


def _declared_bytes(scope: Scope) -> int:
    declared = Headers(scope=scope).get("content-length", "0")
    return int(declared) if declared.isdigit() else 0


def _bounded(receive: Receive, bound: int) -> Receive:
    read = 0
    complete = False

    async def receiving() -> Message:
        nonlocal read, complete
        message = await (receive() if complete else _soon(receive))
        complete = not message.get("more_body", False)
        read += len(message.get("body", b""))
        if read > bound:
            raise BodyTooLarge
        return message

    return receiving


async def _soon(receive: Receive) -> Message:
    """Wait for the next piece of a body, but not for ever: a silent client holds nothing up."""
    try:
        async with asyncio.timeout(NEXT_PIECE_WITHIN_S):
            return await receive()
    except TimeoutError:
        raise BodyTooSlow from None
