"""Where vehicles are now."""

from collections.abc import Mapping
from typing import Protocol

from dispatch.domain.fix import Fix

__all__ = ["Fix", "Fleet"]


class Fleet(Protocol):
    """The newest fix of every terminal, from memory: latest wins, never awaited."""

    def latest(self) -> Mapping[str, Fix]:
        """Give the newest fixes by the terminal's name."""
        ...
