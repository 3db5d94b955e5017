"""The store of fixes by day: what it holds, what went astray, and days that are taken out of it.

A day is taken out whole, as a table of its own, never row by row. All but `ASTRAY` and `MAKE_DAYS`
run as the database's owner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import psycopg

DAYS_BEHIND, DAYS_AHEAD = 2, 7
MOST_MENDED_DAYS = 400
LOCK_WITHIN = "SET LOCAL lock_timeout = '2s'"
# By the database's own clock; what is there already stays.
MAKE_DAYS = """
    SELECT gis.make_fix_day((now() AT TIME ZONE 'UTC')::date + ahead)
    FROM generate_series(-2, 7) AS ahead
"""
ASTRAY = "SELECT count, earliest_at, latest_at FROM gis.fixes_astray()"
LIST_DAYS = """
    SELECT c.relname, pg_total_relation_size(c.oid)
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'gis.fix'::regclass AND c.relname ~ '^fix_[0-9]{8}$' ORDER BY 1
"""
LIST_DETACHED = """
    SELECT c.relname, pg_total_relation_size(c.oid)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'gis' AND c.relkind = 'r' AND c.relname ~ '^fix_gone_[0-9]{8}$' ORDER BY 1
"""
ASTRAY_DAYS = """
    SELECT DISTINCT (fixed_at AT TIME ZONE 'UTC')::date FROM gis.fix_default ORDER BY 1 LIMIT %s
"""

DETACH = "SELECT gis.retire_fix_day(%s)"

Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of fixes, UTC, and how much room it takes with its index."""

    day: date
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Astray:
    """Fixes that lie in no day, because their day was not made: up to 10,000 are counted."""

    count: int
    earliest_at: datetime | None
    latest_at: datetime | None


def list_days(connection: Connection) -> Sequence[Day]:
    """Give the days that tracks are read from, oldest first."""
    return [_day(name, size) for name, size in connection.execute(LIST_DAYS).fetchall()]


def list_detached(connection: Connection) -> Sequence[Day]:
    """Give the days that were taken out and still take room, oldest first."""
    return [_day(name, size) for name, size in connection.execute(LIST_DETACHED).fetchall()]


def find_astray(connection: Connection) -> Astray:
    """Find what lies in no day."""
    row = connection.execute(ASTRAY).fetchone()
    if row is None:
        raise psycopg.DataError("no row")
    return Astray(*row)


def mend_astray(connection: Connection) -> Sequence[date]:
    """Make the day of every fix that lies in none, and move it there; gives those days."""
    rows = connection.execute(ASTRAY_DAYS, (MOST_MENDED_DAYS,)).fetchall()
    days = [row[0] for row in rows]
    for day in days:
        with connection.transaction():
            connection.execute(LOCK_WITHIN)
            connection.execute("SELECT gis.make_fix_day(%s)", (day,))
    return days


def detach_day(connection: Connection, day: date) -> bool:
    """Take a day out of the tracks; its table stays, under another name. False: it is out."""
    row = connection.execute(DETACH, (day,)).fetchone()
    return row is not None and bool(row[0])


def drop_detached(connection: Connection, day: date) -> None:
    """Give the room of a day back that was taken out before."""
    with connection.transaction():
        connection.execute(LOCK_WITHIN)
        connection.execute(f"DROP TABLE gis.fix_gone_{day:%Y%m%d}".encode())


def day_of(name: str) -> date:
    """Read the day from a table's name."""
    return datetime.strptime(name[-8:], "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone


def _day(name: str, size_bytes: int) -> Day:
    return Day(day_of(name), int(size_bytes))
