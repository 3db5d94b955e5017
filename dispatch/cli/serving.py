"""Runs one command server under uvicorn until it is told to stop."""

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress

import structlog
import uvicorn
from fastapi import FastAPI

from dispatch.bootstrap.server import build_server
from dispatch.config import Settings

PING_EVERY_S = 1.0
PING_ANSWER_WITHIN_S = 2.0
DRAIN_S = 2
# The variables of a frame hold callers' numbers and session tokens: they never enter a log.
WITHOUT_LOCALS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)


def log_json() -> None:
    """Log one JSON object a line to stderr, ids included."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            WITHOUT_LOCALS,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


async def until_stopped(work: Coroutine[None, None, None]) -> None:
    """Run some work until SIGTERM or SIGINT."""
    task = asyncio.ensure_future(work)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


async def serve_until_stopped(settings: Settings, name: str) -> None:
    """Serve; the WebSocket pings notice a vanished client within three seconds."""
    server = build_server(settings, name)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with server.running():
            yield

    server.app.router.lifespan_context = lifespan
    own, certificates = settings.server(name), settings.boot.certificates
    config = uvicorn.Config(
        server.app,
        host=own.host,
        port=own.port,
        ssl_certfile=str(certificates.certificate) if certificates else None,
        ssl_keyfile=str(certificates.key) if certificates else None,
        ws_ping_interval=PING_EVERY_S,
        ws_ping_timeout=PING_ANSWER_WITHIN_S,
        ws_max_size=65_536,
        timeout_graceful_shutdown=DRAIN_S,
        log_level="warning",
        access_log=False,
        server_header=False,
    )
    await uvicorn.Server(config).serve()
