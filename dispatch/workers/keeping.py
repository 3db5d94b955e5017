"""Keeps loops running: a fault in one is told, shown on a lamp, and survived."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

import structlog

from dispatch.domain.part import PartState
from dispatch.workers.health import WELL, Finding

log = structlog.get_logger()

START_AGAIN_AFTER_S = 1.0
FAULT_SHOWN_FOR_S = 120.0

Loop = Callable[[], Awaitable[None]]


class Keeper:
    """Runs loops until cancelled."""

    def __init__(self) -> None:
        self._fault_at = float("-inf")

    async def keep(self, loop: Loop) -> None:
        """Run a loop; when it ends by a fault, tell it and start it again."""
        while True:
            try:
                await loop()
            except Exception:
                self.note_fault()
                log.exception("worker.fault", worker=getattr(loop, "__qualname__", repr(loop)))
            await asyncio.sleep(START_AGAIN_AFTER_S)

    def note_fault(self) -> None:
        """Show a fault that a worker has survived by itself."""
        self._fault_at = monotonic()

    async def ask(self) -> Finding:
        """Tell whether there was a fault within the last two minutes."""
        if monotonic() - self._fault_at < FAULT_SHOWN_FOR_S:
            return PartState.DEGRADED, "worker_fault"
        return WELL
