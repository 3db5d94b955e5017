"""What crews tell the desk by word of mouth, where the wire has no key for it."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum

MOST_UNHEARD = 100


class News(StrEnum):
    """What is told."""

    BROKE_DOWN = "broke_down"
    MENDED = "mended"
    NOBODY_THERE = "nobody_there"


@dataclass(frozen=True, slots=True)
class Report:
    """What a crew told.

    Args:
        order_id: The order it is about; None when the vehicle is free.
    """

    news: News
    vehicle_id: str
    order_id: str | None


class Radio:
    """One channel; what nobody hears is forgotten."""

    def __init__(self) -> None:
        self._reports: asyncio.Queue[Report] = asyncio.Queue(MOST_UNHEARD)

    def say(self, report: Report) -> None:
        """Tell the desk."""
        if not self._reports.full():
            self._reports.put_nowait(report)

    async def hear(self) -> Report:
        """Wait for the next report."""
        return await self._reports.get()
