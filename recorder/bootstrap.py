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
from recorder.clock_watch import ClockWatch
from recorder.config import Settings
from recorder.handing_out.desk import DeskPorts, HandoutDesk
from recorder.ingest.abandoned import QuietWatch
from recorder.ingest.conditions import Conditions
from recorder.ingest.review import Reviewer
from recorder.ingest.spool import Spool
from recorder.ingest.watcher import Ports, Watcher
from recorder.inputs.inputs import Inputs
from recorder.inputs.keeper import Keeper as PieceKeeper
from recorder.inputs.line import Desk
from recorder.integrity.working import carry, seal
from recorder.inventory.inventory import Inventory
from recorder.inventory.working import keep_inventory
from recorder.keeper import Keeper, build_guard, build_keeper
from recorder.keeping.ballast import SpaceGuard
from recorder.own_folder import open_journal
from recorder.proving import Keeping, ask_offset_us, build_proof, find_key
from recorder.search.find_recordings import Finder
from recorder.serving import serve, stop_on_signals, watch
from recorder.storage.copier import Copier
from recorder.storage.index import Index
from recorder.storage.journal import Journal
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
    inventory: Inventory
    indexes: tuple[Index, ...]
    keeping: Keeper
    clock_watch: ClockWatch

    async def run(self, listening: socket.socket) -> None:
        """Work until SIGTERM."""
        stop, sealed = asyncio.Event(), asyncio.Event()
        stop_on_signals(stop)
        self.parts.inputs.start()
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
                tasks.create_task(self.clock_watch.run(stop))
                tasks.create_task(
                    seal(self.parts.proof.sealer, stop, sealed, self.keeping.deleter.tick)
                )
                tasks.create_task(self.keeping.run(stop))
                tasks.create_task(carry(self.parts.proof.courier, sealed))
                tasks.create_task(keep_inventory(self.inventory, self.parts.conditions, stop))
        finally:
            await asyncio.to_thread(self.parts.inputs.stop)
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
    guard = build_guard(settings, conditions, clock)
    copying, searching = Index(settings.index_parameters), Index(settings.index_parameters)
    copier = Copier(journal, copying)
    keeping = Keeping(journal, store, conditions, clock)
    proof = build_proof(settings, token, keeping)
    keeper = build_keeper(settings, keeping, guard, proof.sealer)
    parts = Parts(
        name=f"recorder-{settings.exchange.name}",
        journal=journal,
        store=store,
        conditions=conditions,
        watcher=_watcher(settings, keeping, guard, copier),
        copier=copier,
        finder=Finder(journal, searching, lambda: copier.is_reachable),
        inputs=build_inputs(settings, journal, conditions, clock),
        proof=proof,
        out=_handing_out(settings, keeping),
        stores=keeper.stores,
        rules=settings.retention,
        clock=clock,
        incoming=settings.incoming,
    )
    app = create_app(parts, token)
    return Recorder(
        settings,
        app,
        parts,
        Reviewer(journal, store, lambda: guard.is_short),
        Inventory(journal, store, conditions),
        (copying, searching),
        keeper,
        ClockWatch(lambda: ask_offset_us(settings, clock), conditions),
    )


def _watcher(settings: Settings, keeping: Keeping, guard: SpaceGuard, copier: Copier) -> Watcher:
    """Make what brings in the exchange's files."""
    second = settings.store.second_spool
    return Watcher(
        Ports(
            folder=settings.incoming,
            journal=keeping.journal,
            store=keeping.store,
            conditions=keeping.conditions,
            clock=keeping.clock,
            quiet=QuietWatch(keeping.clock),
            index_away=lambda: copier.is_away,
            spool=None if second is None else Spool(second),
            short_after=guard.short_after,
        )
    )


def build_inputs(
    settings: Settings, journal: Journal, conditions: Conditions, clock: Clock
) -> Inputs:
    """Make the line and radio inputs; what they write lies where the exchange writes."""
    keeper = PieceKeeper(settings.incoming, journal.channels)
    desk = Desk(settings.exchange.name, settings.incoming, keeper, clock)
    return Inputs(settings.channels, desk, conditions, journal.channels)


def _handing_out(settings: Settings, keeping: Keeping) -> HandingOut:
    journal, store, clock = keeping.journal, keeping.store, keeping.clock
    ports = DeskPorts(settings.folder, journal, store, clock, find_key(settings))
    return HandingOut(HandoutDesk(ports), journal, store, clock, threading.Lock())
