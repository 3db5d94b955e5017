"""Hears the event log: one connection for a server, its clients are fed from memory.

NOTIFY only wakes; a poll each half second is the net; the table is the truth.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from time import monotonic

import psycopg
import structlog

from dispatch.adapters.postgres.event_rows import NEWER, NEWEST, ON_STREAM_BEFORE, STAND, logged
from dispatch.adapters.postgres.outbox import CHANNEL
from dispatch.domain.clock_step import ClockReading
from dispatch.ports.commands import DatabaseAway
from dispatch.ports.event_log import (
    LoggedEvent,
    NoPosition,
    SnapshotNeeded,
    StreamedEvent,
    StreamMark,
    StreamPosition,
)

log = structlog.get_logger()

LISTENER = "event_log"
KEPT_EVENTS = 5_000
READ_AT_ONCE = 500
POLL_S = 0.5
RECONNECT_AFTER_S = 0.25
MARK_EVERY_S = 1.0
STALE_AFTER_S = 2.0

Connection = psycopg.AsyncConnection[dict[str, object]]


class PostgresEventLog:
    """See `dispatch.ports.event_log`. `run` must be running for anything to be heard."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._events: deque[LoggedEvent] = deque(maxlen=KEPT_EVENTS)
        self._epoch = ""
        self._last = 0
        self._heard_at = float("-inf")
        self._clock_at: datetime | None = None
        self._asked_at = float("-inf")
        self._news = asyncio.Condition()

    @property
    def epoch(self) -> str:
        """The epoch of the events that this server hears; empty before the first contact."""
        return self._epoch

    @property
    def last(self) -> int:
        """The number of the newest event that this server has heard."""
        return self._last

    @property
    def current(self) -> bool:
        """Whether the log was read within the last two seconds."""
        return monotonic() - self._heard_at < STALE_AFTER_S

    async def run(self) -> None:
        """Listen until cancelled; a lost database is tried again each quarter of a second."""
        while True:
            try:
                async with await self._connect() as connection:
                    await self._listen(connection)
            except (psycopg.Error, OSError) as error:
                log.warning("event_log.away", why=type(error).__name__)
            await asyncio.sleep(RECONNECT_AFTER_S)

    @property
    def kept(self) -> Sequence[LoggedEvent]:
        """The events in memory, oldest first."""
        return tuple(self._events)

    async def read_clock(self) -> ClockReading:
        """Give what the database's clock said when it was heard last.

        Raises:
            DatabaseAway: It is not heard now.
        """
        if self._clock_at is None or not self.current:
            raise DatabaseAway
        return ClockReading(self._clock_at, self._asked_at, self._heard_at)

    async def wait_for_contact(self) -> None:
        """Return when the log has been read."""
        async with self._news:
            await self._news.wait_for(lambda: bool(self._epoch))

    async def wait_for_news(self, after: int, kinds: frozenset[str] | None = None) -> None:
        """Return when an event newer than a number was heard, of these kinds if any are named."""
        async with self._news:
            await self._news.wait_for(lambda: self._last > after and self._tells(after, kinds))

    async def stream(
        self, audiences: frozenset[str], after: StreamPosition
    ) -> AsyncIterator[StreamedEvent | StreamMark]:
        """Give every event of these audiences after a position, and a mark each second."""
        last = await self._join(audiences, after)
        read = max(last, self._first - 1)
        marked_at = float("-inf")
        while True:
            if self._epoch != after.epoch:
                raise SnapshotNeeded(why=NoPosition.OTHER_EPOCH)
            for told in self._after(read):
                if told.audiences & audiences:
                    yield StreamedEvent(last, told)
                    last = told.n
                read = told.n
            if monotonic() - marked_at >= MARK_EVERY_S:
                marked_at = monotonic()
                yield StreamMark(self._epoch, last, self.now())
            await self._sleep_until_news(read, marked_at + MARK_EVERY_S - monotonic())

    def now(self) -> datetime:
        """Give the database's clock, carried on by this machine's own since it was last heard."""
        if self._clock_at is None:
            raise SnapshotNeeded(why=NoPosition.OTHER_EPOCH)
        return self._clock_at + timedelta(seconds=monotonic() - self._heard_at)

    @property
    def _first(self) -> int:
        return self._events[0].n if self._events else self._last + 1

    async def _join(self, audiences: frozenset[str], after: StreamPosition) -> int:
        if after.epoch != self._epoch:
            raise SnapshotNeeded(why=NoPosition.OTHER_EPOCH)
        if after.n > self._last:
            await self._sleep_until_news(after.n - 1, POLL_S * 2)
        before = [e.n for e in self._events if e.n <= after.n and e.audiences & audiences]
        last = before[-1] if before else await self._last_before_memory(audiences)
        if last != after.n:
            raise SnapshotNeeded(why=NoPosition.UNKNOWN_POSITION)
        return last

    async def _last_before_memory(self, audiences: frozenset[str]) -> int:
        try:
            async with await self._connect() as connection:
                query = await connection.execute(ON_STREAM_BEFORE, [self._first, list(audiences)])
                row = await query.fetchone()
        except (psycopg.Error, OSError):
            raise SnapshotNeeded(why=NoPosition.UNKNOWN_POSITION) from None
        return int(str(row["n"])) if row else 0

    def _tells(self, after: int, kinds: frozenset[str] | None) -> bool:
        forgotten = after < self._first - 1
        return kinds is None or forgotten or any(e.kind in kinds for e in self._after(after))

    def _after(self, n: int) -> Sequence[LoggedEvent]:
        if n < self._first - 1:
            raise SnapshotNeeded(why=NoPosition.UNKNOWN_POSITION)
        size = len(self._events)
        return [self._events[place] for place in range(size - (self._last - n), size)]

    async def _sleep_until_news(self, after: int, at_most_s: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(max(at_most_s, 0.0)):
                await self.wait_for_news(after)

    async def _connect(self) -> Connection:
        return await psycopg.AsyncConnection.connect(
            self._dsn,
            autocommit=True,
            row_factory=psycopg.rows.dict_row,
            application_name=LISTENER,
            connect_timeout=2,
            keepalives_idle=1,
            keepalives_interval=1,
            keepalives_count=2,
        )

    async def _listen(self, connection: Connection) -> None:
        await connection.execute(f"LISTEN {CHANNEL}")
        while True:
            await self._read(connection)
            notices = connection.notifies(timeout=POLL_S, stop_after=1)
            async for _ in notices:
                pass

    async def _read(self, connection: Connection) -> None:
        asked_at = monotonic()
        stand = await (await connection.execute(STAND)).fetchone()
        answered_at = monotonic()
        if stand is None:
            return
        if stand["epoch"] != self._epoch:
            await self._begin(connection, str(stand["epoch"]))
        while rows := await self._newer(connection):
            self._events.extend(logged(row) for row in rows)
            self._last = self._events[-1].n
            if len(rows) < READ_AT_ONCE:
                break
        self._asked_at, self._heard_at = asked_at, answered_at
        self._clock_at = stand["at"] if isinstance(stand["at"], datetime) else None
        async with self._news:
            self._news.notify_all()

    async def _begin(self, connection: Connection, epoch: str) -> None:
        rows = await (await connection.execute(NEWEST, [KEPT_EVENTS])).fetchall()
        self._events = deque((logged(row) for row in reversed(rows)), maxlen=KEPT_EVENTS)
        self._last = self._events[-1].n if self._events else 0
        self._epoch = epoch
        log.info("event_log.epoch", epoch=epoch, last=self._last)

    async def _newer(self, connection: Connection) -> list[dict[str, object]]:
        return await (await connection.execute(NEWER, [self._last, READ_AT_ONCE])).fetchall()
