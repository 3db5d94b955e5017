"""The only place where the station's program reads a clock."""

from datetime import UTC, datetime


def now() -> datetime:
    """Give this instant, aware, UTC."""
    return datetime.now(UTC)
