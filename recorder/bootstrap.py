"""Wires the recorder. Nothing else makes parts."""

import asyncio
import socket
import sqlite3
import threading
from contextlib import suppress
from dataclasses import dataclass

import structlog
from fastapi import FastAPI

from recorder.api.app import Parts, create_app
from recorder.api.handouts import HandingOut
from recorder.archive.store import DiskStore
from recorder.clock import Clock, SystemClock
from recorder.config import Settings
from recorder.handing_out.desk import DeskPorts, HandoutDesk
from recorder.ingest.abandoned import QuietWatch
from recorder.ingest.conditions import Conditions
from recorder.ingest.review import Reviewer
from recorder.ingest.watcher import Ports, Watcher
from recorder.integrity.working import carry, seal
from recorder.own_folder import open_journal
from recorder.proving import Keeping, build_proof, find_key
from recorder.search.find_recordings import Finder
from recorder.serving import serve, stop_on_signals, watch
from recorder.storage.copier import Copier
from recorder.storage.index import Index
from recorder.storage.standing_list import What
from recorder.switching import is_held

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Recorder:
    """All parts of one running recorder."""

    settings: Settings
    app: FastAPI
    parts: Parts
    reviewer: Reviewer
    indexes: tuple[Index, ...]

    async def run(self, listening: socket.socket) -> None:
        """Work until SIGTERM."""
        stop, sealed = asyncio.Event(), asyncio.Event()
        stop_on_signals(stop)
        journal, conditions = self.parts.journal, self.parts.conditions
        with suppress(OSError, sqlite3.Error):  # a full disk is told elsewhere; it must record
            journal.standing.begin()
        log.info("recorder.started", exchange=self.settings.exchange.name)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(serve(self.app, listening, stop))
                tasks.create_task(
                    watch(self.parts.watcher, stop, lambda: is_held(journal, conditions))
                )
                tasks.create_task(self.parts.copier.run(stop))
                tasks.create_task(self.reviewer.run(stop))
                tasks.create_task(seal(self.parts.proof.sealer, stop, sealed))
                tasks.create_task(carry(self.parts.proof.courier, sealed))
        finally:
            self.parts.out.desk.close()
            for index in self.indexes:
                await index.close()
            with suppress(OSError, sqlite3.Error):
                journal.standing.note(What.ENDED)
            journal.close()
            log.warning("recorder.ended_without_a_persons_word")


def build(settings: Settings, token: str) -> Recorder:
    """Make the parts of one recorder; `token` is what the servers show."""
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
        proof=build_proof(settings, token, Keeping(journal, store, conditions, clock)),
        out=_handing_out(settings, Keeping(journal, store, conditions, clock)),
    )
    app = create_app(parts, token)
    return Recorder(settings, app, parts, Reviewer(journal, store), (copying, searching))


def _handing_out(settings: Settings, keeping: Keeping) -> HandingOut:
    journal, store, clock = keeping.journal, keeping.store, keeping.clock
    ports = DeskPorts(settings.folder, journal, store, clock, find_key(settings))
    return HandingOut(HandoutDesk(ports), journal, store, clock, threading.Lock())
