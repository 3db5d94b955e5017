"""Carries a feed's fixes to the database; while it is away, keeps what it can."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import psycopg
import structlog

from gis.clock import Clock
from gis.fleet.picture import Picture, Received
from gis.fleet.store import OPTIONS, FeedState, FleetStore

log = structlog.get_logger()

WRITE_EVERY_S = 0.25
SAY_EVERY_S = 1.0
SOURCES_EVERY_S = 2.0
CONNECT_AGAIN_AFTER_S = 1.0
CONNECT_WITHIN_S = 3
MAX_SPOOL = 50_000  # over forty minutes of twenty vehicles; then the oldest go
MAX_BATCH = 5_000
DAYS_AHEAD = 3
STOP_WITHIN_S = 2.0

Row = tuple[Any, ...]


class FleetWriter:
    """One feed's only writer.

    Args:
        feed: Its name.
        dsn: Of the database, as d120_gis.
        state: Gives how the feed is now.
        picture: Is told what was known before a restart, and asked how its terminals are.
    """

    def __init__(
        self,
        feed: str,
        dsn: str,
        clock: Clock,
        state: Callable[[], FeedState],
        picture: Picture | None = None,
    ) -> None:
        self._feed, self._dsn, self._clock, self._state = feed, dsn, clock, state
        self._picture = picture
        self._sources_said_s = 0.0
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
        """Write until cancelled, whatever happens to the database; then what still waits."""
        try:
            await self._keep_writing()
        finally:
            await self._write_the_rest()

    async def _keep_writing(self) -> None:
        while True:
            try:
                await self._write_while_connected()
            except (psycopg.Error, OSError) as error:
                if not self.away:
                    log.warning("feed.database_away", why=type(error).__name__)
                self.away = True
            await asyncio.sleep(CONNECT_AGAIN_AFTER_S)

    async def _connect(self) -> psycopg.AsyncConnection[Row]:
        return await psycopg.AsyncConnection.connect(
            self._dsn, autocommit=True, connect_timeout=CONNECT_WITHIN_S, options=OPTIONS
        )

    async def _write_the_rest(self) -> None:
        """Store at a stop in order what was heard; bounded, for the runner waits."""
        if not self._spool or self.away:
            return
        with suppress(psycopg.Error, OSError, TimeoutError):
            async with asyncio.timeout(STOP_WITHIN_S), await self._connect() as connection:
                store = FleetStore(connection, self._feed)
                await store.open()
                await self._write(store)
        if self._spool:
            log.warning("feed.lost_at_stop", fixes=len(self._spool))

    async def _write_while_connected(self) -> None:
        async with await self._connect() as connection:
            store = FleetStore(connection, self._feed)
            await store.open()
            await self._remember(store)
            self.away = False
            log.info("feed.database_reached", waiting=len(self._spool))
            said_s = -SAY_EVERY_S
            while True:
                await self._write(store)
                if self._clock.monotonic_s() - said_s >= SAY_EVERY_S:
                    said_s = self._clock.monotonic_s()
                    await self._make_days(store)
                    await store.say(self._state())
                    await self._say_sources(store)
                await asyncio.sleep(WRITE_EVERY_S)

    async def _remember(self, store: FleetStore) -> None:
        if self._picture is not None:
            self._picture.restore(await store.read_kept(self._clock.monotonic_s()))

    async def _say_sources(self, store: FleetStore) -> None:
        now_s = self._clock.monotonic_s()
        if self._picture is not None and now_s - self._sources_said_s >= SOURCES_EVERY_S:
            self._sources_said_s = now_s
            self._picture.bounds = await store.read_bounds()
            await store.say_sources(list(self._picture.changed()), now_s)

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
