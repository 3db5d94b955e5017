"""Clocks that jumped, over a dictionary."""

from collections import Counter

from dispatch.domain.clock_step import ClockStep


class MemoryClocks:
    """See `dispatch.ports.clocks`."""

    def __init__(self) -> None:
        self._steps: Counter[str] = Counter()

    async def count_steps(self, clock: str) -> int:
        return self._steps[clock]

    async def take_step(self, step: ClockStep, counted: int) -> bool:
        if self._steps[step.clock] != counted:
            return False
        self._steps[step.clock] += 1
        return True
