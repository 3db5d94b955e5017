"""Wires the recorder. Nothing else makes parts."""

import asyncio
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

from recorder.api.app import Parts, create_app
from recorder.archive.store import DiskStore
from recorder.clock import Clock, SystemClock
from recorder.config import Settings
from recorder.errors import AlreadyRunning
from recorder.ingest.abandoned import QuietWatch
from recorder.ingest.conditions import Conditions
from recorder.ingest.review import Reviewer
from recorder.ingest.watcher import Ports, Watcher
from recorder.search.find_recordings import Finder
from recorder.serving import serve, stop_on_signals, watch
from recorder.storage.copier import Copier
from recorder.storage.index import Index
from recorder.storage.journal import Journal

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Recorder:
    """All parts of one running recorder."""

    settings: Settings
    parts: Parts
    reviewer: Reviewer
    indexes: tuple[Index, ...]

    async def run(self) -> None:
        """Work until SIGTERM."""
        stop = asyncio.Event()
        stop_on_signals(stop)
        app = create_app(self.parts, self.settings.secret("recorder_api"))
        log.info("recorder.started", exchange=self.settings.exchange.name)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(serve(app, self.settings.address, stop))
                tasks.create_task(watch(self.parts.watcher, stop))
                tasks.create_task(self.parts.copier.run(stop))
                tasks.create_task(self.reviewer.run(stop))
        finally:
            for index in self.indexes:
                await index.close()
            self.parts.journal.close()
            log.info("recorder.stopped")


def build(settings: Settings) -> Recorder:
    """Make the parts of one recorder."""
    clock: Clock = SystemClock()
    store = DiskStore(settings.folder)
    journal = open_journal(settings, clock)
    conditions = Conditions(clock)
    copying, searching = Index(settings.index_parameters), Index(settings.index_parameters)
    copier = Copier(journal, copying)
    ports = Ports(
        folder=settings.incoming,
        journal=journal,
        store=store,
        conditions=conditions,
        clock=clock,
        quiet=QuietWatch(clock),
        index_away=lambda: copier.is_away,
    )
    parts = Parts(
        name=f"recorder-{settings.exchange.name}",
        journal=journal,
        store=store,
        conditions=conditions,
        watcher=Watcher(ports),
        copier=copier,
        finder=Finder(journal, searching, lambda: copier.is_reachable),
    )
    return Recorder(settings, parts, Reviewer(journal, store), (copying, searching))


def open_journal(settings: Settings, clock: Clock) -> Journal:
    """Open the journal of an exchange."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    return Journal(settings.folder / "journal.sqlite", settings.exchange.name, clock)


@contextmanager
def only_one(settings: Settings) -> Iterator[None]:
    """Hold the exchange's recordings for this process; the kernel lets go when it dies."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    with (settings.folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            name = settings.exchange.name
            raise AlreadyRunning(f"a recorder for {name} is running already") from None
        yield
