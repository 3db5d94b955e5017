"""Runs the recorder's parts together until it is told to stop."""

import asyncio
import signal
import socket
from collections.abc import Callable
from typing import Final

import structlog
import uvicorn
from fastapi import FastAPI

from recorder.errors import AddressUnusable
from recorder.ingest.watcher import Watcher
from recorder.waiting import pause

SCAN_INTERVAL_S: Final = 0.5
_DRAIN_S: Final = 3

log = structlog.get_logger()


async def watch(
    watcher: Watcher, stop: asyncio.Event, is_held: Callable[[], bool] = lambda: False
) -> None:
    """Tick until told to stop; at once again while there is work; not while a person holds it."""
    while not stop.is_set():
        try:
            worked = await asyncio.to_thread(lambda: not is_held() and watcher.tick())
        except Exception:  # the watch over new calls must outlive any fault of an old one
            log.exception("watch.failed")
            worked = False
        if not worked:
            await pause(stop, SCAN_INTERVAL_S)


def listen(address: tuple[str, int]) -> socket.socket:
    """Listen at the address; raises `AddressUnusable`."""
    try:
        return socket.create_server(address)
    except OSError as error:
        host, port = address
        raise AddressUnusable(f"cannot listen at {host}:{port}: {error.strerror}") from error


async def serve(app: FastAPI, listening: socket.socket, stop: asyncio.Event) -> None:
    """Serve HTTP until told to stop."""
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=_DRAIN_S,
            h11_max_incomplete_event_size=16 * 1024,
        )
    )
    serving = asyncio.create_task(server.serve([listening]))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stopping.cancel()
    await serving


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and SIGINT stop it, uvicorn too; SIGIO, which a broken lease sends, is ignored."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    signal.signal(signal.SIGIO, signal.SIG_IGN)
