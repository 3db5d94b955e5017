"""Writes a feed's fixes and its own state to the database, a batch at a time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, LiteralString

import psycopg

from gis.datum import Wgs84
from gis.fleet.gates import Bounds, Known, Received

# Positions are telemetry: one disk is enough, and no commit waits for the second.
LOCAL = "SET LOCAL synchronous_commit = local"
COPY = """
    COPY gis.fix (device, lon, lat, speed_kmh, course_deg, fixed_at, received_at, feed, odometer_km)
    FROM STDIN
"""
# A terminal may be heard by two feeds. Rule "clearly newer or clearly finer": the one that is shown
# stays, so that the vehicle does not swing between two antennas, until the other's fix is five
# seconds newer, or no older and of a dilution that is a third less.
UPSERT = """
    INSERT INTO gis.fleet_latest
        (device, lon, lat, speed_kmh, course_deg, fixed_at, received_at, feed, revision, hdop)
    SELECT * FROM unnest(%s::text[], %s::float8[], %s::float8[], %s::real[], %s::real[],
        %s::timestamptz[], %s::timestamptz[], %s::text[], %s::bigint[], %s::real[])
    ON CONFLICT (device) DO UPDATE SET
        lon = excluded.lon, lat = excluded.lat, speed_kmh = excluded.speed_kmh,
        course_deg = excluded.course_deg, fixed_at = excluded.fixed_at,
        received_at = excluded.received_at, feed = excluded.feed, revision = excluded.revision,
        hdop = excluded.hdop
    WHERE excluded.fixed_at >= fleet_latest.fixed_at
      AND (excluded.feed = fleet_latest.feed
           OR excluded.fixed_at >= fleet_latest.fixed_at + interval '5 seconds'
           OR coalesce(excluded.hdop, 5) * 1.5 <= coalesce(fleet_latest.hdop, 5))
"""
SAY = """
    INSERT INTO gis.feed
        (name, seen_at, plugged, heard_at, understood_at, counts, quiet_s, fault, port)
    VALUES (%(name)s, now(), %(plugged)s, now() - %(heard_ago_s)s * interval '1 second',
            now() - %(understood_ago_s)s * interval '1 second', %(counts)s, %(quiet_s)s, %(fault)s,
            %(port)s)
    ON CONFLICT (name) DO UPDATE SET
        seen_at = excluded.seen_at, plugged = excluded.plugged,
        heard_at = coalesce(excluded.heard_at, feed.heard_at),
        understood_at = coalesce(excluded.understood_at, feed.understood_at),
        counts = excluded.counts, quiet_s = excluded.quiet_s, fault = excluded.fault,
        port = excluded.port
"""
SOURCES = """
    INSERT INTO gis.fleet_source
        (feed, device, seen_at, lon, lat, speed_kmh, course_deg, fixed_at, satellites, hdop,
         quality, skew_s, counts)
    SELECT %s, device, now() - ago_s * interval '1 second', lon, lat, speed_kmh, course_deg,
           fixed_at, satellites, hdop, quality, skew_s, counts
    FROM unnest(%s::text[], %s::float8[], %s::float8[], %s::float8[], %s::real[], %s::real[],
        %s::timestamptz[], %s::smallint[], %s::real[], %s::smallint[], %s::real[], %s::jsonb[])
      AS told (device, ago_s, lon, lat, speed_kmh, course_deg, fixed_at, satellites, hdop,
               quality, skew_s, counts)
    ON CONFLICT (feed, device) DO UPDATE SET
        seen_at = excluded.seen_at, lon = coalesce(excluded.lon, fleet_source.lon),
        lat = coalesce(excluded.lat, fleet_source.lat), speed_kmh = excluded.speed_kmh,
        course_deg = excluded.course_deg,
        fixed_at = coalesce(excluded.fixed_at, fleet_source.fixed_at),
        satellites = excluded.satellites, hdop = excluded.hdop, quality = excluded.quality,
        skew_s = excluded.skew_s, counts = excluded.counts
"""
KEPT = """
    SELECT device, lon, lat, speed_kmh, course_deg, fixed_at,
           extract(epoch FROM now() - seen_at)::float8, satellites, hdop, quality
    FROM gis.fleet_source
    WHERE feed = %s AND fixed_at IS NOT NULL ORDER BY seen_at DESC LIMIT 10000
"""
BOUNDS = "SELECT west, south, east, north FROM gis.region WHERE active"
# Microseconds run faster than any feed: numbers never come again, whatever was lost meanwhile.
REVISION = """
    SELECT greatest(coalesce(max(revision), 0),
                    (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)
    FROM gis.fleet_latest WHERE feed = %s
"""
OPTIONS = "-c statement_timeout=5000 -c lock_timeout=2000 -c timezone=UTC"

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a feed is.

    Args:
        heard_ago_s: Since the last byte; None: never in this process.
        understood_ago_s: Since the last whole sentence.
        counts: What was heard and refused, by kind.
        quiet_s: Silence shorter than that is no fault; None: nobody is expected to speak.
        fault: A bound that was kept lately, by the text catalogue.
        port: How its port is; see `Feed.state`.
    """

    name: str
    plugged: bool
    heard_ago_s: float | None
    understood_ago_s: float | None
    counts: Mapping[str, int]
    quiet_s: float | None = 10.0
    fault: str | None = None
    port: Mapping[str, object] = field(default_factory=dict)


class FleetStore:
    """One connection, as the role d120_gis; any psycopg.Error means: connect again.

    Args:
        connection: With autocommit.
        feed: Whose fixes are written; nobody else writes them.
    """

    def __init__(self, connection: psycopg.AsyncConnection[Row], feed: str) -> None:
        self._connection = connection
        self._feed = feed
        self._revision = 0

    async def open(self) -> None:
        """Number on from what this feed has used before."""
        self._revision = int((await self._one(REVISION, (self._feed,)))[0])

    async def read_kept(self, now_s: float) -> Sequence[Received]:
        """Read the latest fix of every terminal that this feed heard before.

        Args:
            now_s: On the clock of `Received.received_s`.
        """
        rows = await (await self._connection.execute(KEPT, (self._feed,))).fetchall()
        return [_kept(row, now_s) for row in reversed(rows)]

    async def read_bounds(self) -> Bounds | None:
        """Read the outline of the region in force; None where none is."""
        row = await (await self._connection.execute(BOUNDS)).fetchone()
        return None if row is None else Bounds(*row)

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
                for fix, row in zip(fixes, rows, strict=True):
                    await copy.write_row((*row, fix.odometer_km))
            pairs = zip(fixes, rows, strict=True)
            latest = {row[0]: (*row, fix.hdop) for fix, row in pairs if fix.is_latest}
            if latest:
                await cursor.execute(UPSERT, self._columns(list(latest.values())))

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
            "port": json.dumps(dict(state.port)),
        }
        await self._connection.execute(SAY, told)

    async def say_sources(self, known: Sequence[tuple[str, Known]], now_s: float) -> None:
        """Tell how terminals are as this feed hears them, whoever else hears them too."""
        if known:
            rows = [_source_row(device, one, now_s) for device, one in known]
            columns = [list(column) for column in zip(*rows, strict=True)]
            await self._connection.execute(SOURCES, (self._feed, *columns))

    def _row(self, fix: Received, received_at: datetime) -> tuple[object, ...]:
        point = fix.point
        place = (fix.device, point.lon, point.lat, fix.speed_kmh, fix.course_deg)
        return (*place, fix.fixed_at, received_at, self._feed)

    def _columns(self, rows: Sequence[tuple[object, ...]]) -> list[list[object]]:
        numbered = [(*row[:-1], self._next(), row[-1]) for row in rows]
        return [list(column) for column in zip(*numbered, strict=True)]

    def _next(self) -> int:
        self._revision += 1
        return self._revision

    async def _one(self, query: LiteralString, values: tuple[object, ...] = ()) -> Row:
        row = await (await self._connection.execute(query, values)).fetchone()
        if row is None:
            raise psycopg.DataError("no row")
        return row


def _source_row(device: str, known: Known, now_s: float) -> tuple[object, ...]:
    ago_s, counts, last = now_s - known.heard_s, json.dumps(known.counts), known.latest
    if last is None:
        return (device, ago_s, *(None,) * 8, known.skew_s, counts)
    place = (last.point.lon, last.point.lat, last.speed_kmh, last.course_deg, last.fixed_at)
    return (device, ago_s, *place, last.satellites, last.hdop, last.quality, known.skew_s, counts)


def _kept(row: Row, now_s: float) -> Received:
    device, lon, lat, speed_kmh, course_deg, fixed_at, ago_s, *seen = row
    moved = (speed_kmh, course_deg, fixed_at, now_s - ago_s)
    return Received(device, Wgs84(lon, lat), *moved, True, *seen)
