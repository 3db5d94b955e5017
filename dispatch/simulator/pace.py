"""How fast the invented world lives: as the real one, or quicker for a story in a test."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """The clock of the invented world.

    Args:
        factor: Its seconds in one real second.
        real_s: A clock that never goes back; None is the running loop's.
    """

    factor: float = 1.0
    real_s: Callable[[], float] | None = None

    def now_s(self) -> float:
        """Give the invented world's second."""
        real_s = self.real_s or asyncio.get_running_loop().time
        return real_s() * self.factor

    async def pause(self, seconds: float) -> None:
        """Wait so many seconds of the invented world."""
        await asyncio.sleep(seconds / self.factor)
