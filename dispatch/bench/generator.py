"""Watches the load generator itself: when its own loop is late, its figures are its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

BEAT_S = 0.01


@dataclass(slots=True)
class Lateness:
    """How late the event loop was at its worst, while it was watched and a sample was running."""

    worst_ms: float = 0.0
    sampling: bool = True


@asynccontextmanager
async def watched_loop(lateness: Lateness) -> AsyncIterator[None]:
    """Watch the running loop until the block ends."""
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
