"""Takes days of tracks out that are older than is kept: every hour, and each day accounted for."""

import asyncio
from datetime import date

import structlog

from dispatch.domain.ids import key_of
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.part import PartState
from dispatch.ports.clock import Clock
from dispatch.ports.commands import Commands, DatabaseAway, Json, Keyed
from dispatch.ports.map_window import TracksAway
from dispatch.ports.track_store import TrackRetirement
from dispatch.ports.transaction import Transaction
from dispatch.services.tracks.retire_tracks import RetireTracks, retire_tracks
from dispatch.workers.health import Finding

log = structlog.get_logger()

LOOK_EVERY_S = 3600.0
AGAIN_AFTER_S = 60.0
LAMP = "track_retirement"
UNRETIRED: Finding = (PartState.DEGRADED, "days_unretired")
ORIGIN = Origin("timer", Wire.TIMER)


class TrackRetirementWorker:
    """Both servers do it; what is due is asked of the store each time, so that no day is missed.

    Args:
        keep_days: None: all days are kept.
    """

    def __init__(
        self, store: TrackRetirement, commands: Commands, clock: Clock, keep_days: int | None
    ) -> None:
        self._store, self._commands, self._clock = store, commands, clock
        self._keep_days = keep_days
        self._found: Finding | None = None

    async def run(self) -> None:
        """Look until cancelled; after a failure sooner."""
        while True:
            await self.look()
            await asyncio.sleep(AGAIN_AFTER_S if self._found else LOOK_EVERY_S)

    async def look(self) -> None:
        """Take out what is due; the lamp shines while anything due could not be."""
        try:
            for day in await self._store.plan(self._keep_days):
                await self._retire(day)
        except (TracksAway, DatabaseAway) as error:
            log.warning("track_retirement.failed", why=type(error.__cause__ or error).__name__)
            self._found = UNRETIRED
        else:
            self._found = None

    def findings(self) -> dict[str, Finding]:
        """Give the lamp; none while all is well."""
        return {LAMP: self._found} if self._found else {}

    async def _retire(self, day: date) -> None:
        """Account for it, once a day; look again whether it is needed by now; take it out."""

        async def account(tx: Transaction) -> Json:
            await retire_tracks(RetireTracks([day]), tx)
            return None

        key = key_of("retire_tracks", day.isoformat(), self._clock.now().date().isoformat())
        await self._commands.run(Keyed(key, "retire_tracks", day.isoformat()), ORIGIN, account)
        if day in await self._store.plan(self._keep_days):
            taken = await self._store.take_out(day)
            log.info("track_retirement.day", day=day.isoformat(), taken=taken)
