"""Looks after the store of tracks: makes its days ahead, and tells of fixes that lie in none."""

import asyncio

import structlog

from dispatch.domain.part import PartState
from dispatch.ports.map_window import TracksAway
from dispatch.ports.track_store import TrackStore
from dispatch.workers.health import Finding

log = structlog.get_logger()

LOOK_EVERY_S = 60.0
LAMP = "tracks"
ASTRAY: Finding = (PartState.DEGRADED, "fixes_astray")
UNMADE: Finding = (PartState.DEGRADED, "days_unmade")


class TrackStoreWorker:
    """Every server does it; what one has made the other finds."""

    def __init__(self, store: TrackStore) -> None:
        self._store = store
        self._found: Finding | None = None

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Make what is missing, and see whether anything lies astray."""
        try:
            await self._store.make_days()
            astray = await self._store.count_astray()
        except TracksAway:
            log.warning("track_store.away")
            self._found = UNMADE
            return
        if astray:
            log.warning("track_store.fixes_astray", count=astray)
        self._found = ASTRAY if astray else None

    def findings(self) -> dict[str, Finding]:
        """Give the lamp; none while all is well."""
        return {LAMP: self._found} if self._found else {}
