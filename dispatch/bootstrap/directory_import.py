"""Imports a file of the three-field table from the command line, by the servers' own way."""

import asyncio
import os
from collections.abc import Callable
from os import urandom
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from dispatch.adapters.clock import SystemClock
from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.adapters.subscriber_files import SubscriberFolder
from dispatch.config import Settings
from dispatch.domain.directory_import import DirectoryImport
from dispatch.domain.ids import uuid7
from dispatch.domain.origin import Origin, Wire
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.subscriber_files import KeptUpload, Upload
from dispatch.ports.transaction import Transaction
from dispatch.services.directory.start_import import StartImport, start_import
from dispatch.workers.directory_import import LEASE, DirectoryImportWorker

COPY_BYTES = 1_000_000
CLI = Origin("cli", Wire.CLI)


def import_file(
    settings: Settings, path: Path, tell: Callable[[DirectoryImport], None]
) -> DirectoryImport:
    """Import a file; a killed command leaves the rest of it to the servers.

    Args:
        settings: Of the centre whose database runs.
        path: The CSV file; it is copied first.
        tell: Hears how far it has come.
    """
    return asyncio.run(_import(settings, path, tell))


async def _import(
    settings: Settings, path: Path, tell: Callable[[DirectoryImport], None]
) -> DirectoryImport:
    engine = make_engine(settings.database_url("dispatch"), connections=2)
    try:
        commands, files = PostgresCommands(engine), SubscriberFolder(settings.state / "imports")
        name, import_id = f"cli:{os.getpid()}", uuid7(SystemClock().now(), urandom(10))
        upload = await files.begin()
        try:
            kept = await _copy(path, upload)
            started = await _start(commands, upload, _command(import_id, path, kept, name))
        finally:
            await upload.close()
        worker = DirectoryImportWorker(name, commands, PostgresQueries(engine), files)
        return await worker.finish(started, tell)
    finally:
        await engine.dispose()


def _command(import_id: UUID, path: Path, kept: KeptUpload, worker: str) -> StartImport:
    return StartImport(import_id, path.name, kept.total_bytes, kept.sha256, worker, LEASE)


async def _copy(path: Path, upload: Upload) -> KeptUpload:
    with await asyncio.to_thread(path.open, "rb") as source:
        while data := await asyncio.to_thread(_read, source):
            await upload.write(data)
    return await upload.finish()


def _read(source: BinaryIO) -> bytes:
    return source.read(COPY_BYTES)


async def _start(
    commands: PostgresCommands, upload: Upload, command: StartImport
) -> DirectoryImport:
    started: list[DirectoryImport] = []

    async def run(tx: Transaction) -> Json:
        await upload.keep(command.id)
        started.append(await start_import(command, tx))
        return None

    await commands.run(Keyed(command.id, "start_import"), CLI, run)
    return started[-1]
