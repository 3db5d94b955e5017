"""A peer and a carrier that are asked where a caller is: they speak the real HTTP wire.

How they behave is scripted by number, so that every fault of deploy/caller-sources.md can be met.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import structlog

log = structlog.get_logger()

LONGEST_REQUEST = 65_536
Answer = Mapping[str, Any] | bytes | None
"""What is said of a number: an object, raw bytes, or None where it is not known."""


@dataclass
class PlaceProviders:
    """Answers of one address.

    Attributes:
        answers: By path and number, such as ("/peer", "13805276621").
        slow_s: So long every answer waits.
        asked: Who was asked about, as it came.
        draw: Makes up an answer where none is scripted; None knows nobody.
        wait_s: So long an answer about this path and number waits beyond that.
    """

    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    slow_s: float = 0.0
    asked: list[tuple[str, str]] = field(default_factory=list)
    draw: Callable[[str, str], Answer] | None = None
    wait_s: Callable[[str, str], float] | None = None
    _serving: set[asyncio.Task[None]] = field(default_factory=set)

    @asynccontextmanager
    async def listening(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
        """Give the address while the block runs."""
        server = await asyncio.start_server(self._begin, host, port)
        place, number = server.sockets[0].getsockname()[:2]
        try:
            yield f"http://{place}:{number}"
        finally:
            server.close()
            for task in self._serving:
                task.cancel()
            await asyncio.gather(*self._serving, return_exceptions=True)
            await server.wait_closed()

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection; who still serves at the end is ended."""
        task = asyncio.create_task(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await _read_request(reader):
                await self._answer(*request, writer.write)
                await writer.drain()
        except (OSError, ValueError, asyncio.IncompleteReadError) as fault:
            log.info("place_providers.cut_off", why=type(fault).__name__)
        finally:
            writer.close()

    async def _answer(self, path: str, body: bytes, write: Callable[[bytes], None]) -> None:
        number = str(json.loads(body)["number"])
        self.asked.append((path, number))
        waits_s = self.slow_s + (self.wait_s(path, number) if self.wait_s else 0)
        if waits_s:
            await asyncio.sleep(waits_s)
        said = self.answers.get((path, number))
        if said is None and self.draw is not None:
            said = self.draw(path, number)
        if said is None:
            write(_response("404 Not Found", b"{}"))
            return
        raw = said if isinstance(said, bytes) else json.dumps(said).encode()
        write(_response("200 OK", raw))


Request = tuple[str, bytes]


async def _read_request(reader: asyncio.StreamReader) -> Request | None:
    head = await _read_head(reader)
    if not head:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
    length = int(fields.get("content-length", "0"))
    if length > LONGEST_REQUEST:
        raise ValueError("too long")
    return first.split(" ")[1], await reader.readexactly(length)


async def _read_head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""


def _response(status: str, body: bytes) -> bytes:
    lines = (f"HTTP/1.1 {status}", "Content-Type: application/json", f"Content-Length: {len(body)}")
    return "\r\n".join((*lines, "", "")).encode() + body
