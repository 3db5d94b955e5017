"""Wires the keeping: the guard of the disk, second copies, deletion, the state of the stores."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog

from recorder.clock import Clock
from recorder.config import Settings
from recorder.ingest.conditions import Conditions
from recorder.integrity.sealer import Sealer
from recorder.keeping.ballast import DEFAULT_BYTES, Ballast, SpaceGuard, free_bytes
from recorder.keeping.deleter import Deleter
from recorder.keeping.second_store import SecondStore, keep_copying
from recorder.keeping.stores import Stores
from recorder.proving import Keeping
from recorder.storage.journal import Journal
from recorder.waiting import pause

GUARD_INTERVAL_S: Final = 0.5
STORES_INTERVAL_S: Final = 60.0
_BATCH: Final = 200

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Keeper:
    """What keeps, beside the recording: whatever fails here, the recording goes on."""

    journal: Journal
    conditions: Conditions
    guard: SpaceGuard
    deleter: Deleter
    stores: Stores
    second: SecondStore | None

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop."""
        ended = threading.Event()
        if self.second is not None:
            arguments = (self.second, ended)
            threading.Thread(target=keep_copying, args=arguments, daemon=True).start()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(_repeat(self.guard.tick, stop, GUARD_INTERVAL_S))
                tasks.create_task(_repeat(self._look, stop, STORES_INTERVAL_S))
        finally:
            ended.set()

    def _look(self) -> None:
        self.journal.mark_archived(_BATCH)
        self.stores.tell(self.conditions)


def build_guard(settings: Settings, conditions: Conditions, clock: Clock) -> SpaceGuard:
    """The ballast lies on the exchange's disk, outside of its folder where it can."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    own, incoming = settings.folder, settings.incoming
    apart = incoming.is_dir() and incoming.stat().st_dev != own.stat().st_dev
    folder = incoming.parent if apart else own
    size_bytes = settings.store.ballast_bytes or DEFAULT_BYTES
    ballast = Ballast(folder / "ballast", size_bytes)
    return SpaceGuard(ballast, conditions, clock, free=lambda: free_bytes(folder))


def build_keeper(settings: Settings, keeping: Keeping, guard: SpaceGuard, sealer: Sealer) -> Keeper:
    """Make the parts."""
    journal, store, conditions = keeping.journal, keeping.store, keeping.conditions
    folder = settings.store.second_store
    second = None if folder is None else SecondStore(folder, journal, store, conditions)
    stores = Stores(settings.folder, settings.store, settings.retention, journal, keeping.clock)
    deleter = Deleter(journal, store, sealer, conditions)
    return Keeper(journal, conditions, guard, deleter, stores, second)


async def _repeat(act: Callable[[], object], stop: asyncio.Event, interval_s: float) -> None:
    while not stop.is_set():
        try:
            await asyncio.to_thread(act)
        except Exception:  # a fault of the keeping is no fault of the recording
            log.exception("keeping.failed")
        await pause(stop, interval_s)
