"""Delivers what the journal holds to the centre, in order, until it was taken."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from station_client.errors import CentreAway, Refused
from station_client.journal import Act, Journal

log = structlog.get_logger()

TRY_AGAIN_AFTER_S = 1.0
SHUT_OUT = frozenset({401, 403})


class Outbox:
    """The way out. A refusal of the act itself is final; being shut out or unheard is not."""

    def __init__(self, journal: Journal, deliver: Callable[[Act], Awaitable[None]]) -> None:
        self._journal, self._deliver = journal, deliver
        self._more = asyncio.Event()

    def wake(self) -> None:
        """There is more to tell."""
        self._more.set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        while True:
            self._more.clear()
            if await self.empty():
                await self._more.wait()
            else:
                await asyncio.sleep(TRY_AGAIN_AFTER_S)

    async def empty(self) -> bool:
        """Deliver all that can be delivered now; True when nothing is left."""
        for act in self._journal.list_untold():
            if not await self._settled(act):
                return False
        return True

    async def _settled(self, act: Act) -> bool:
        try:
            await self._deliver(act)
        except CentreAway:
            return False
        except Refused as refused:
            log.warning("station.refused", subject=act.subject, reason=refused.reason)
            if refused.status in SHUT_OUT:
                return False
            self._journal.settle(act, refused=refused.reason)
            return True
        self._journal.settle(act)
        return True
