"""Carries a feed's fixes to the database; while it is away, keeps what it can."""

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice

import psycopg
import structlog

from gis.clock import Clock
from gis.fleet.picture import Received
from gis.fleet.store import OPTIONS, FeedState, FleetStore

log = structlog.get_logger()

WRITE_EVERY_S = 0.25
SAY_EVERY_S = 1.0
CONNECT_AGAIN_AFTER_S = 1.0
CONNECT_WITHIN_S = 3
MAX_SPOOL = 50_000  # over forty minutes of twenty vehicles; then the oldest go
MAX_BATCH = 5_000
DAYS_AHEAD = 3


class FleetWriter:
    """One feed's only writer.

    Args:
        feed: Its name.
        dsn: Of the database, as d120_gis.
        state: Gives how the feed is now.
    """

    def __init__(self, feed: str, dsn: str, clock: Clock, state: Callable[[], FeedState]) -> None:
        self._feed, self._dsn, self._clock, self._state = feed, dsn, clock, state
        self._spool: deque[Received] = deque(maxlen=MAX_SPOOL)
        self.dropped = 0
        self.away = False
        self._made_until: datetime | None = None

    def keep(self, fix: Received) -> None:
        """Take a fix for the next batch."""
        self.dropped += len(self._spool) == MAX_SPOOL
        self._spool.append(fix)

    @property
    def waiting(self) -> int:
        """How many fixes wait to be stored."""
        return len(self._spool)

    async def run(self) -> None:
        """Write until cancelled, whatever happens to the database."""
        while True:
            try:
                await self._write_while_connected()
            except (psycopg.Error, OSError) as error:
                if not self.away:
                    log.warning("feed.database_away", why=type(error).__name__)
                self.away = True
            await asyncio.sleep(CONNECT_AGAIN_AFTER_S)

    async def _write_while_connected(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            self._dsn, autocommit=True, connect_timeout=CONNECT_WITHIN_S, options=OPTIONS
        )
        async with connection:
            store = FleetStore(connection, self._feed)
            await store.open()
            self.away = False
            log.info("feed.database_reached", waiting=len(self._spool))
            said_s = -SAY_EVERY_S
            while True:
                await self._write(store)
                if self._clock.monotonic_s() - said_s >= SAY_EVERY_S:
                    said_s = self._clock.monotonic_s()
                    await self._make_days(store)
                    await store.say(self._state())
                await asyncio.sleep(WRITE_EVERY_S)

    async def _write(self, store: FleetStore) -> None:
        while batch := list(islice(self._spool, MAX_BATCH)):
            dropped = self.dropped
            await store.write(batch, self._clock.monotonic_s())
            for _ in range(len(batch) - (self.dropped - dropped)):
                self._spool.popleft()

    async def _make_days(self, store: FleetStore) -> None:
        """Make the coming days' partitions, once a day and at the start."""
        now = self._clock.now()
        if self._made_until is not None and now < self._made_until:
            return
        days = [(now + timedelta(days=ahead)).date() for ahead in range(DAYS_AHEAD)]
        await store.make_days(days)
        self._made_until = now + timedelta(days=1)
