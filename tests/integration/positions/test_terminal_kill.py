"""The process of a port is killed with a text on its way: the next one brings it."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dispatch.simulator.driving.jt808_terminal import (
    Gone,
    Jt808Terminal,
    NotAdmitted,
    connected,
)
from gis.feeds.jt808.downward import Result, Text
from tests.integration.positions.conftest import until
from tests.integration.positions.test_terminal_port import (
    PHONE,
    admit,
    ask,
    box,
    queue,
    state_of,
    terminals,
)

__all__ = ["terminals"]

RUN = """
import asyncio, sys
from gis.clock import SystemClock
from gis.fleet.terminals.port import TerminalPort
port = TerminalPort("jt808-1", "127.0.0.1", int(sys.argv[1]), sys.argv[2], SystemClock())
asyncio.run(port.run())
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def process(port: int, dsn: str) -> AsyncIterator[Process]:
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-c", RUN, str(port), dsn, env=dict(os.environ)
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.wait()


@asynccontextmanager
async def joined(port: int, answer: int | None, code: list[str]) -> AsyncIterator[Jt808Terminal]:
    """Connect again and again, as a terminal does, until the process is there and lets it in."""

    def answered(_: Text) -> int | None:
        return answer

    async with asyncio.timeout(20):
        while True:
            try:
                async with connected(box(), "127.0.0.1", port, answered) as terminal:
                    code[:] = [await terminal.join(code[0] if code else None)]
                    yield terminal
                    return
            except (OSError, Gone, NotAdmitted):
                await asyncio.sleep(0.1)


async def test_a_text_on_its_way_survives_the_kill_of_its_process(terminals) -> None:
    admit(terminals)
    first, second = queue(terminals, "派车"), queue(terminals, "改地址")
    port, code, dsn = free_port(), list[str](), terminals.dsn("gis")
    async with process(port, dsn) as killed, joined(port, None, code):
        await until(lambda: state_of(terminals, first)[0] == "SENT")
        kept = "SELECT 1 FROM gis.terminal_seen WHERE phone = %s AND code_hash IS NOT NULL"
        await until(lambda: ask(terminals, kept, PHONE))
        killed.kill()
        await killed.wait()
    async with process(port, dsn), joined(port, Result.DONE, code) as terminal:
        await until(lambda: state_of(terminals, second)[0] == "ACKNOWLEDGED")
    assert terminal.texts == ["派车", "改地址"]
    assert state_of(terminals, first) == ("ACKNOWLEDGED", None, 2)
