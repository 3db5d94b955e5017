"""The only place where the positions' processes read a clock."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Wall time for the record, monotonic time for waiting."""

    def now(self) -> datetime:
        """The instant, aware, UTC."""
        ...

    def monotonic_s(self) -> float:
        """Seconds that never step."""
        ...


class SystemClock:
    """The machine's clocks."""

    def now(self) -> datetime:
        """The instant, aware, UTC."""
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        """Seconds that never step."""
        return time.monotonic()
