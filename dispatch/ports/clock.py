"""The wall clock."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time, aware and UTC."""

    def now(self) -> datetime:
        """Give this instant."""
        ...
