"""Reads how the store of tracks is."""

from datetime import UTC, date

import psycopg

from dispatch.adapters.clock import SystemClock
from dispatch.doctor.checks.tracks import TracksState
from gis.fleet.days import find_astray, list_days


def today() -> date:
    """Give the day that it is, UTC."""
    return SystemClock().now().astimezone(UTC).date()


def ask_tracks(dsn: str) -> TracksState | None:
    """Give it; None where the database does not tell."""
    try:
        with psycopg.connect(dsn, connect_timeout=3) as connection:
            days, astray = list_days(connection), find_astray(connection)
    except (psycopg.Error, OSError):
        return None
    return TracksState(
        days=len(days),
        size_bytes=sum(one.size_bytes for one in days),
        latest=days[-1].day if days else None,
        astray=astray.count,
        earliest_at=astray.earliest_at,
        latest_at=astray.latest_at,
    )
