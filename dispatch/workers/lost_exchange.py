"""Finds out that an exchange is dead, so that whoever it cut off becomes a task while it is.

An exchange that comes back tells by its picture what it lost. One that does not come back tells
nothing: then it holds no call and reaches no phone, and that is the picture told for it.
"""

import asyncio

import structlog

from dispatch.domain.exchange_picture import dead_exchange
from dispatch.ports.clock import Clock
from dispatch.ports.commands import DatabaseAway
from dispatch.ports.exchange_life import ExchangeLife

log = structlog.get_logger()

LOOK_EVERY_S = 1.0
# A restart takes less: then the exchange itself tells.
SILENT_LOOKS = 4


class LostExchangeWorker:
    """Watches one exchange for one server; what it finds is found anew after a restart."""

    def __init__(self, exchange: str, life: ExchangeLife, clock: Clock) -> None:
        self._exchange = exchange
        self._life = life
        self._clock = clock
        self._silent_looks = 0
        self._told = False

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Look once; the last of several silent looks tells that the exchange is dead."""
        if self._life.heard or await self._life.answers():
            self._silent_looks, self._told = 0, False
            return
        self._silent_looks += 1
        if self._told or self._silent_looks < SILENT_LOOKS or await self._heard_elsewhere():
            return
        self._told = True
        log.error("exchange.dead", exchange=self._exchange)
        await self._life.tell(dead_exchange(self._exchange, self._clock.now()))

    async def _heard_elsewhere(self) -> bool:
        """Without the database nothing could be stored: look again later."""
        try:
            return await self._life.heard_elsewhere()
        except DatabaseAway:
            return True
