"""Tells when this machine's clock is off by the site's time server.

The offset itself is sealed with every recording, see `recorder.integrity.sealer`.
"""

import asyncio
from collections.abc import Callable
from typing import Final

import structlog

from recorder.faults import FaultCode
from recorder.ingest.conditions import Conditions
from recorder.waiting import pause

ASK_EVERY_S: Final = 30.0
LIMIT_US: Final = 100_000

log = structlog.get_logger()


class ClockWatch:
    """Asks, judges, tells; a time server that is silent changes nothing."""

    def __init__(self, ask_offset_us: Callable[[], int | None], conditions: Conditions) -> None:
        self._ask_offset_us = ask_offset_us
        self._conditions = conditions

    def look(self) -> None:
        """Ask once; may take two seconds."""
        offset_us = self._ask_offset_us()
        if offset_us is None:
            return
        if abs(offset_us) > LIMIT_US:
            if self._conditions.begin(FaultCode.CLOCK_OFF):
                log.error("recorder.clock_off", offset_us=offset_us)
        elif self._conditions.end(FaultCode.CLOCK_OFF):
            log.info("recorder.clock_right", offset_us=offset_us)

    async def run(self, stop: asyncio.Event) -> None:
        """Look until told to stop."""
        while not stop.is_set():
            try:
                await asyncio.to_thread(self.look)
            except Exception:  # a fault of the clock's watch is no fault of the recording
                log.exception("clock_watch.failed")
            await pause(stop, ASK_EVERY_S)
