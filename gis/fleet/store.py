"""Writes a feed's fixes and its own state to the database, a batch at a time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, LiteralString

import psycopg

from gis.fleet.picture import Received

# Positions are telemetry: one disk is enough, and no commit waits for the second.
LOCAL = "SET LOCAL synchronous_commit = local"
COPY = """
    COPY gis.fix (device, lon, lat, speed_kmh, course_deg, fixed_at, received_at, feed) FROM STDIN
"""
# A terminal may be heard by two feeds: the newer fix wins.
UPSERT = """
    INSERT INTO gis.fleet_latest
        (device, lon, lat, speed_kmh, course_deg, fixed_at, received_at, feed, revision)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (device) DO UPDATE SET
        lon = excluded.lon, lat = excluded.lat, speed_kmh = excluded.speed_kmh,
        course_deg = excluded.course_deg, fixed_at = excluded.fixed_at,
        received_at = excluded.received_at, feed = excluded.feed, revision = excluded.revision
    WHERE excluded.fixed_at >= fleet_latest.fixed_at
"""
SAY = """
    INSERT INTO gis.feed
        (name, seen_at, plugged, heard_at, understood_at, counts, quiet_s, fault)
    VALUES (%(name)s, now(), %(plugged)s, now() - %(heard_ago_s)s * interval '1 second',
            now() - %(understood_ago_s)s * interval '1 second', %(counts)s, %(quiet_s)s, %(fault)s)
    ON CONFLICT (name) DO UPDATE SET
        seen_at = excluded.seen_at, plugged = excluded.plugged,
        heard_at = coalesce(excluded.heard_at, feed.heard_at),
        understood_at = coalesce(excluded.understood_at, feed.understood_at),
        counts = excluded.counts, quiet_s = excluded.quiet_s, fault = excluded.fault
"""
# Microseconds run faster than any feed: numbers never come again, whatever was lost meanwhile.
REVISION = """
    SELECT greatest(coalesce(max(revision), 0),
                    (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)
    FROM gis.fleet_latest WHERE feed = %s
"""
OPTIONS = "-c statement_timeout=5000 -c lock_timeout=2000 -c timezone=UTC"


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a feed is.

    Args:
        heard_ago_s: Since the last byte; None: never in this process.
        understood_ago_s: Since the last whole sentence.
        counts: What was heard and refused, by kind.
        quiet_s: Silence shorter than that is no fault; None: nobody is expected to speak.
        fault: A bound that was kept lately, by the text catalogue.
    """

    name: str
    plugged: bool
    heard_ago_s: float | None
    understood_ago_s: float | None
    counts: Mapping[str, int]
    quiet_s: float | None = 10.0
    fault: str | None = None


class FleetStore:
    """One connection, as the role d120_gis; any psycopg.Error means: connect again.

    Args:
        connection: With autocommit.
        feed: Whose fixes are written; nobody else writes them.
    """

    def __init__(self, connection: psycopg.AsyncConnection[tuple[Any, ...]], feed: str) -> None:
        self._connection = connection
        self._feed = feed
        self._revision = 0

    async def open(self) -> None:
        """Number on from what this feed has used before."""
        self._revision = int((await self._one(REVISION, (self._feed,)))[0])

    async def make_days(self, days: Sequence[date]) -> None:
        """Make the partitions of some days, where they are not there yet."""
        for day in days:
            await self._connection.execute("SELECT gis.make_fix_day(%s)", (day,))

    async def write(self, fixes: Sequence[Received], now_s: float) -> None:
        """Store a batch whole or not at all.

        Args:
            fixes: In the order heard.
            now_s: On the clock of `Received.received_s`; the database's clock tells the instant.
        """
        async with self._connection.transaction(), self._connection.cursor() as cursor:
            await cursor.execute(LOCAL)
            now_at: datetime = (await self._one("SELECT clock_timestamp()"))[0]
            rows = [
                self._row(fix, now_at - timedelta(seconds=now_s - fix.received_s)) for fix in fixes
            ]
            async with cursor.copy(COPY) as copy:
                for row in rows:
                    await copy.write_row(row)
            pairs = zip(fixes, rows, strict=True)
            latest = {row[0]: row for fix, row in pairs if fix.is_latest}
            await cursor.executemany(UPSERT, [(*row, self._next()) for row in latest.values()])

    async def say(self, state: FeedState) -> None:
        """Tell how the feed is."""
        told = {
            "name": state.name,
            "plugged": state.plugged,
            "heard_ago_s": state.heard_ago_s,
            "understood_ago_s": state.understood_ago_s,
            "counts": json.dumps(dict(state.counts)),
            "quiet_s": state.quiet_s,
            "fault": state.fault,
        }
        await self._connection.execute(SAY, told)

    def _row(self, fix: Received, received_at: datetime) -> tuple[object, ...]:
        point = fix.point
        place = (fix.device, point.lon, point.lat, fix.speed_kmh, fix.course_deg)
        return (*place, fix.fixed_at, received_at, self._feed)

    def _next(self) -> int:
        self._revision += 1
        return self._revision

    async def _one(self, query: LiteralString, values: tuple[object, ...] = ()) -> tuple[Any, ...]:
        row = await (await self._connection.execute(query, values)).fetchone()
        if row is None:
            raise psycopg.DataError("no row")
        return row
