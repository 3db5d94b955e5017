"""Watches the load generator itself: when its own loop is late, its figures are its own."""

import asyncio
import gc
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass

BEAT_S = 0.01
FIRST_IN_LINE = -15
"""Nice value: what calls and watches waits for nobody, where the system lets it (root)."""


@dataclass(slots=True)
class Lateness:
    """How late the event loop was at its worst, while it was watched and a sample was running."""

    worst_ms: float = 0.0
    sampling: bool = True


@contextmanager
def first_in_line() -> Iterator[None]:
    """Let this process run before all that is measured, and collect no garbage of before."""
    before = os.getpriority(os.PRIO_PROCESS, 0)
    gc.collect()
    gc.freeze()
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, FIRST_IN_LINE)
    try:
        yield
    finally:
        with suppress(PermissionError):
            os.setpriority(os.PRIO_PROCESS, 0, before)


@asynccontextmanager
async def watched_loop(lateness: Lateness) -> AsyncIterator[None]:
    """Watch the running loop until the block ends, and let it run before all that is measured."""
    with first_in_line():
        beating = asyncio.create_task(_beat(lateness))
        try:
            yield
        finally:
            beating.cancel()


async def _beat(lateness: Lateness) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due_at = loop.time() + BEAT_S
        await asyncio.sleep(BEAT_S)
        if lateness.sampling:
            lateness.worst_ms = max(lateness.worst_ms, (loop.time() - due_at) * 1000)
