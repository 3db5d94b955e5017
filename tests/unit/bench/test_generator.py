"""A load generator that was late says so."""

import asyncio
import time

from dispatch.bench.generator import Lateness, watched_loop

BLOCKED_MS = 60.0


async def test_a_blocked_loop_is_seen():
    lateness = Lateness()
    async with watched_loop(lateness):
        await asyncio.sleep(0)
        block_until = time.monotonic() + 2 * BLOCKED_MS / 1000
        while time.monotonic() < block_until:
            pass
        async with asyncio.timeout(5):
            while lateness.worst_ms < BLOCKED_MS:
                await asyncio.sleep(0)
    assert lateness.worst_ms >= BLOCKED_MS
