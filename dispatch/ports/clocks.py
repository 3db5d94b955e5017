"""What is kept of clocks that jumped."""

from typing import Protocol

from dispatch.domain.clock_step import ClockStep


class ClockRepository(Protocol):
    """How often each clock jumped, so that one jump seen by both servers is counted once."""

    async def count_steps(self, clock: str) -> int:
        """Tell how often a clock jumped."""
        ...

    async def take_step(self, step: ClockStep, counted: int) -> bool:
        """Count a jump; False when others were counted since, so that this one is known.

        Args:
            step: What was seen.
            counted: How many were counted when the clock was read the last time before it.
        """
        ...
