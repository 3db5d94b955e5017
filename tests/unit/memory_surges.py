"""Surges over a dictionary; see `dispatch.ports.surges`."""

from datetime import datetime

from dispatch.domain.surge import Surge


class MemorySurges:
    """Every surge in the order in which it was kept."""

    def __init__(self) -> None:
        self.kept: dict[object, Surge] = {}

    async def find_running(self, at: datetime) -> Surge | None:
        return next((surge for surge in self.kept.values() if surge.runs(at)), None)

    async def save(self, surge: Surge, /) -> None:
        self.kept[surge.id] = surge
