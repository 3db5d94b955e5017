"""The one place that reads this machine's wall clock."""

from datetime import UTC, datetime


class SystemClock:
    """See `dispatch.ports.clock`."""

    def now(self) -> datetime:
        """Give this instant."""
        return datetime.now(UTC)
