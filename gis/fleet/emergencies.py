"""What terminals say of their emergency and menu keys, kept before anybody gets an answer for it.

A terminal holds the alarm bit until it is answered (JT/T 808-2013 table 24: 收到应答后清零). So the
answer waits for the database: while that is away the terminal goes on telling, and a process that
dies in between has answered nothing that is not stored.
"""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import psycopg
import structlog

from gis.clock import Clock
from gis.datum import Wgs84
from gis.fleet.store import OPTIONS

log = structlog.get_logger()

AGAIN_AFTER_S = 1.0
CONNECT_WITHIN_S = 3
AHEAD = timedelta(seconds=60)  # of our clock: a later time is no time
BEHIND = timedelta(hours=1)  # a report in time whose clock is that slow tells no time either
BACK = timedelta(minutes=10)  # a report that much older than the raising is of a clock set back
REPLICA_LEFT = "synchronous replication"

OPEN = "SELECT device, raised_at FROM gis.terminal_emergency WHERE feed = %s AND gone_at IS NULL"
# A report that is sent again raises nothing, nor does a kept one of within a raising that is over.
# What is there already is written again, so that this commit too waits for the second disk.
RAISE = """
    INSERT INTO gis.terminal_emergency AS known (feed, device, raised_at, serial, lon, lat)
    SELECT %(feed)s, %(device)s, %(at)s, %(serial)s::int, %(lon)s::float8, %(lat)s::float8
    WHERE NOT EXISTS (SELECT 1 FROM gis.terminal_emergency
        WHERE feed = %(feed)s AND device = %(device)s AND gone_at IS NOT NULL
        AND ((raised_at = %(at)s AND serial IS NOT DISTINCT FROM %(serial)s::int)
            OR (%(is_stored)s AND %(at)s >= raised_at AND %(at)s < gone_at)))
    ON CONFLICT (feed, device) WHERE gone_at IS NULL DO UPDATE SET heard_at = known.heard_at
"""
GONE = """
    UPDATE gis.terminal_emergency SET gone_at = greatest(%s, raised_at)
    WHERE feed = %s AND device = %s AND gone_at IS NULL
"""

KEEP = """
    INSERT INTO gis.terminal_report AS known (feed, device, event_id, serial)
    SELECT %(feed)s, %(device)s, %(event_id)s, %(serial)s
    WHERE NOT EXISTS (SELECT 1 FROM gis.terminal_report
        WHERE feed = %(feed)s AND device = %(device)s AND serial = %(serial)s
        AND event_id = %(event_id)s AND heard_at > now() - interval '10 minutes')
"""

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Pressed:
    """One report as far as its emergency key goes.

    Args:
        at: By the terminal's clock; None: it told none.
        is_stored: Kept while there was no network, so it may be older than the last.
        serial: Of the report, the same when it is sent again; None: its protocol has none.
    """

    device: str
    pressed: bool
    at: datetime | None
    is_stored: bool = False
    point: Wgs84 | None = None
    serial: int | None = None


@dataclass(frozen=True, slots=True)
class MenuKey:
    """A key of a terminal's menu was pressed; serial is that of its message."""

    device: str
    event_id: int
    serial: int


class NotOnBothDisks(psycopg.OperationalError):
    """The database has committed without its second disk."""


class Emergencies:
    """Emergency keys that one feed hears.

    Args:
        feed: Its name.
        dsn: Of the database, as d120_gis; while it is away `hear` waits.
    """

    def __init__(self, feed: str, dsn: str, clock: Clock) -> None:
        self._feed, self._dsn, self._clock = feed, dsn, clock
        self._open: dict[str, datetime] | None = None
        self._connection: psycopg.AsyncConnection[Row] | None = None
        self._turn = asyncio.Lock()
        self._warned = False
        self._alone = False

    @property
    def knows(self) -> bool:
        """Whether it knows what is open."""
        return self._open is not None

    async def run(self) -> None:
        """Know what is open, until cancelled."""
        try:
            while True:
                if self._open is None:
                    async with self._turn:
                        await self._try(None)
                await asyncio.sleep(AGAIN_AFTER_S)
        finally:
            if self._connection is not None:
                await self._connection.close()

    async def hear(self, told: Pressed) -> None:
        """Give back control once a pressed key is durable, however long that takes.

        That a key is no longer pressed is tried once: the next report says it again.
        """
        told = replace(told, at=self._believed(told))
        if self._changes_nothing(told):
            return
        async with self._turn:
            while True:
                if await self._try(told) or not told.pressed:
                    return
                await asyncio.sleep(AGAIN_AFTER_S)

    async def keep(self, key: MenuKey) -> None:
        """Give back control once it is durable, however long that takes."""
        async with self._turn:
            while True:
                if await self._try(key):
                    return
                await asyncio.sleep(AGAIN_AFTER_S)

    def _changes_nothing(self, told: Pressed) -> bool:
        if self._open is None:
            return not told.pressed
        raised_at = self._open.get(told.device)
        if told.pressed:
            return raised_at is not None
        return raised_at is None or not _ends(told, raised_at)

    async def _try(self, told: Pressed | MenuKey | None) -> bool:
        try:
            connection = await self._connected()
            if isinstance(told, MenuKey):
                await self._keep(connection, told)
            elif told is not None and not self._changes_nothing(told):
                await self._store(connection, told)
        except (psycopg.Error, OSError) as error:
            if not self._warned:
                log.warning("emergencies.waits_for_database", why=type(error).__name__)
            self._warned = True
            await self._drop()
            return False
        self._warned = False
        return True

    async def _store(self, connection: psycopg.AsyncConnection[Row], told: Pressed) -> None:
        self._alone = False
        row = {
            "feed": self._feed,
            "device": told.device,
            "at": told.at,
            "serial": told.serial,
            "is_stored": told.is_stored,
            "lon": told.point and told.point.lon,
            "lat": told.point and told.point.lat,
        }
        if told.pressed:
            await connection.execute(RAISE, row)
            log.warning("emergencies.raised", feed=self._feed)
        else:
            await connection.execute(GONE, (told.at, self._feed, told.device))
        if self._alone:
            raise NotOnBothDisks
        self._open = await self._read_open(connection)

    async def _keep(self, connection: psycopg.AsyncConnection[Row], told: MenuKey) -> None:
        self._alone = False
        row = {"feed": self._feed, "device": told.device, "event_id": told.event_id}
        await connection.execute(KEEP, {**row, "serial": told.serial})
        if self._alone:
            raise NotOnBothDisks

    def _believed(self, told: Pressed) -> datetime:
        now = self._clock.now()
        if told.at is None or told.at > now + AHEAD:
            return now
        return now if told.at < now - BEHIND and not told.is_stored else told.at

    async def _read_open(self, connection: psycopg.AsyncConnection[Row]) -> dict[str, datetime]:
        return dict(await (await connection.execute(OPEN, (self._feed,))).fetchall())

    async def _connected(self) -> psycopg.AsyncConnection[Row]:
        if self._connection is None or self._connection.closed:
            self._connection = await psycopg.AsyncConnection.connect(
                self._dsn, autocommit=True, connect_timeout=CONNECT_WITHIN_S, options=OPTIONS
            )
            self._connection.add_notice_handler(self._noticed)
        if self._open is None:
            self._open = await self._read_open(self._connection)
        return self._connection

    def _noticed(self, diagnostic: psycopg.errors.Diagnostic) -> None:
        """Hear that a commit did not reach the second disk: it counts as not done."""
        self._alone = self._alone or REPLICA_LEFT in (diagnostic.message_primary or "")

    async def _drop(self) -> None:
        """Forget the connection and what was known by it: another process may have written."""
        self._open = None
        if self._connection is not None:
            await self._connection.close()
            self._connection = None


def _ends(told: Pressed, raised_at: datetime) -> bool:
    """Whether a report without the bit is one from after the raising."""
    if told.at is None:
        return False
    if told.is_stored:
        return told.at > raised_at
    return told.at >= raised_at or told.at < raised_at - BACK
