"""The newest fixes, read from the positions' own tables four times a second."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
import psycopg.types.json
import structlog

from dispatch.domain.fix import Fix
from dispatch.domain.part import PartState
from gis.datum import PointOutOfRange, Wgs84

log = structlog.get_logger()

READ_EVERY_S = 0.25
READ_WITHIN_S = 2.0
CONNECT_AGAIN_AFTER_S = 1.0
SILENT_AFTER = timedelta(seconds=10)
STOPPED_AFTER = timedelta(seconds=5)
OPTIONS = "-c statement_timeout=2000 -c default_transaction_read_only=on -c timezone=UTC"
FIXES = """
    SELECT device, lon, lat, speed_kmh, course_deg, fixed_at, received_at, feed, revision
    FROM gis.fleet_latest
    WHERE revision > coalesce((%s::jsonb ->> feed)::bigint, -1)
"""
FEEDS = (
    "SELECT name, seen_at, plugged, heard_at, understood_at, now(), quiet_s, fault FROM gis.feed"
)

Finding = tuple[PartState, str | None]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a feed said that it was; all instants are the database's.

    Args:
        quiet_s: Silence shorter than that is no fault; None: nobody is expected to speak.
        fault: A bound that was kept lately.
    """

    seen_at: datetime
    plugged: bool
    heard_at: datetime | None
    understood_at: datetime | None
    asked_at: datetime
    quiet_s: float | None = SILENT_AFTER.total_seconds()
    fault: str | None = None


class FleetReader:
    """See `dispatch.ports.fleet`; reads as the role d120_gis.

    Args:
        dsn: Of the database.
    """

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._fixes: dict[str, Fix] = {}
        self._feeds: dict[str, FeedState] = {}
        self._current = False

    def latest(self) -> Mapping[str, Fix]:
        """Give the newest fixes by the terminal's name; a copy that does not change."""
        return dict(self._fixes)

    def judge(self, feed: str) -> Finding:
        """Tell how a feed is, for its lamp: well only while bytes come and are understood."""
        if not self._current:
            return PartState.FAILED, "database_away"
        return judge_feed(self._feeds.get(feed))

    async def ask(self, feed: str) -> Finding:
        """See `judge`."""
        return self.judge(feed)

    async def run(self) -> None:
        """Read until cancelled, whatever happens to the database."""
        away = False
        while True:
            try:
                await self._read_while_connected()
            except (psycopg.Error, OSError, TimeoutError) as error:
                if not away:
                    log.warning("fleet.database_away", why=type(error).__name__)
                away, self._current = True, False
            await asyncio.sleep(CONNECT_AGAIN_AFTER_S)

    async def _read_while_connected(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            self._dsn, autocommit=True, connect_timeout=2, options=OPTIONS
        )
        async with connection:
            while True:
                async with asyncio.timeout(READ_WITHIN_S):
                    await self._read(connection)
                self._current = True
                await asyncio.sleep(READ_EVERY_S)

    async def _read(self, connection: psycopg.AsyncConnection[Row]) -> None:
        seen = psycopg.types.json.Jsonb(_last_of_each_feed(self._fixes.values()))
        rows = await (await connection.execute(FIXES, (seen,))).fetchall()
        self._fixes |= {fix.device: fix for fix in map(_fix, rows) if fix is not None}
        feeds = await (await connection.execute(FEEDS)).fetchall()
        self._feeds = {row[0]: FeedState(*row[1:]) for row in feeds}


def judge_feed(state: FeedState | None) -> Finding:
    """Judge what a feed last said."""
    if state is None or state.asked_at - state.seen_at > STOPPED_AFTER:
        return PartState.FAILED, "feed_stopped"
    if not state.plugged:
        return PartState.DEGRADED, "feed_unplugged"
    if not _is_recent(state.heard_at, state):
        return PartState.DEGRADED, "feed_silent"
    if not _is_recent(state.understood_at, state):
        return PartState.DEGRADED, "feed_noise"
    return (PartState.DEGRADED, f"feed_{state.fault}") if state.fault else (PartState.WELL, None)


def _is_recent(at: datetime | None, state: FeedState) -> bool:
    if state.quiet_s is None:
        return True
    return at is not None and state.asked_at - at <= timedelta(seconds=state.quiet_s)


def _last_of_each_feed(fixes: Iterable[Fix]) -> dict[str, int]:
    last: dict[str, int] = {}
    for fix in fixes:
        last[fix.feed] = max(last.get(fix.feed, -1), fix.revision)
    return last


def _fix(row: Row) -> Fix | None:
    device, lon, lat, *rest = row
    try:
        return Fix(device, Wgs84(lon, lat), *rest)
    except PointOutOfRange:
        log.warning("fleet.point_out_of_range", device=device)
        return None
