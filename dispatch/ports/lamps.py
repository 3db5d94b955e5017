"""How this server sees every part now."""

from collections.abc import Sequence
from typing import Protocol

from dispatch.domain.part import Part


class Lamps(Protocol):
    """Latest wins; never awaited."""

    def parts(self) -> Sequence[Part]:
        """Give every part, by name."""
        ...
