"""The machine's wall clock."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Tell the time, aware and UTC."""
    return datetime.now(UTC)
