"""Reads uploaded three-field tables into the directory, a batch a transaction.

Every server looks for work; a lease keeps an import to one of them, and one that was killed leaves
its import to the other, which goes on where the last batch ended.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

import structlog

from dispatch.domain.directory_import import DirectoryImport, FileFault, ImportState
from dispatch.domain.errors import DomainError
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.subscriber_table import ImportMode
from dispatch.ports.commands import Commands, Json, Keyed
from dispatch.ports.queries import Queries
from dispatch.ports.subscriber_files import FileUnreadable, LineStamp, SubscriberFiles
from dispatch.ports.transaction import Transaction
from dispatch.services.directory.begin_table import begin_table
from dispatch.services.directory.build_table import build_table
from dispatch.services.directory.claim_import import claim_import
from dispatch.services.directory.finish_import import finish_import
from dispatch.services.directory.take_import_batch import TakeImportBatch, take_import_batch
from dispatch.services.directory.use_table import use_table

log = structlog.get_logger()

LOOK_EVERY_S = 1.0
BATCH_LINES = 5_000
LEASE = timedelta(seconds=30)

T = TypeVar("T")
Tell = Callable[[DirectoryImport], None]


class DirectoryImportWorker:
    """Reads imports for one server, or for the command line.

    Args:
        name: The server's; a restarted one goes on with what it had at once.
        lease: How long an import is left alone when its worker no longer says anything.
        lines: Of a batch.
    """

    def __init__(
        self,
        name: str,
        commands: Commands,
        queries: Queries,
        files: SubscriberFiles,
        *,
        lease: timedelta = LEASE,
        lines: int = BATCH_LINES,
    ) -> None:
        self._name = name
        self._commands = commands
        self._queries = queries
        self._files = files
        self._lease = lease
        self._lines = lines
        self._origin = Origin("timer", Wire.TIMER)

    async def run(self) -> None:
        """Work until cancelled; a lost database is tried again at the next look."""
        while True:
            try:
                await self._remove_leftovers()
                while await self.work_one():
                    pass
            except (DomainError, OSError) as error:
                log.warning("directory_import.waits", why=type(error).__name__)
            await asyncio.sleep(LOOK_EVERY_S)

    async def work_one(self, tell: Tell | None = None) -> DirectoryImport | None:
        """Read one import to its end, as far as it is ours; None when there is none."""
        known = await self._do("claim_import", lambda tx: claim_import(self._name, self._lease, tx))
        if known is None:
            return None
        log.info("directory_import.goes_on", id=str(known.id), read_bytes=known.read_bytes)
        left = await self.finish(known, tell)
        log.info("directory_import.left", id=str(left.id), state=left.state, taken=left.taken)
        return left

    async def finish(self, known: DirectoryImport, tell: Tell | None = None) -> DirectoryImport:
        """Read an import from where it stands to its end.

        Args:
            known: One that this worker has claimed.
            tell: Hears how far it has come after each batch.
        """
        stamp = await self._stamp(known)
        while known.state is ImportState.RUNNING and known.worker == self._name:
            known = await self._step(known, stamp)
            if tell is not None:
                tell(known)
        if known.state is not ImportState.RUNNING:
            await self._files.remove(known.id)
        return known

    async def _step(self, known: DirectoryImport, stamp: LineStamp) -> DirectoryImport:
        try:
            batch = await self._files.read_batch(known.id, known.mark, stamp, lines=self._lines)
        except FileUnreadable as unreadable:
            return await self._end(known, unreadable.fault)
        command = TakeImportBatch(known.id, self._name, batch, self._lease)
        after = await self._do("take_import_batch", lambda tx: take_import_batch(command, tx))
        ours = after.worker == self._name and after.mark == batch.after
        if not (batch.ended and ours):
            return after
        return await (self._put_in_force(after) if _is_whole(after) else self._end(after, None))

    async def _put_in_force(self, known: DirectoryImport) -> DirectoryImport:
        """Build the whole table beside the one in force, compare both, swap."""
        his = known.id, self._name, self._lease
        await self._do("begin_table", lambda tx: begin_table(*his, tx))
        await self._do("build_table", lambda tx: build_table(*his, tx))
        return await self._do("use_table", lambda tx: use_table(known.id, self._name, tx))

    async def _end(self, known: DirectoryImport, fault: FileFault | None) -> DirectoryImport:
        return await self._do("finish_import", lambda tx: finish_import(known.id, fault, tx))

    async def _stamp(self, known: DirectoryImport) -> LineStamp:
        site = await self._queries.read_site()
        return LineStamp(site.area_code, known.file_name, known.started_at, encoding=known.encoding)

    async def _remove_leftovers(self) -> None:
        """Remove the files of imports that ended just before their server was killed."""
        for import_id in await self._files.list_kept():
            known = await self._queries.find_import(import_id)
            if known is not None and known.state is not ImportState.RUNNING:
                await self._files.remove(import_id)

    async def _do(self, name: str, use_case: Callable[[Transaction], Awaitable[T]]) -> T:
        done: list[T] = []

        async def run(tx: Transaction) -> Json:
            done.append(await use_case(tx))
            return None

        await self._commands.run(Keyed(None, name), self._origin, run)
        return done[-1]


def _is_whole(known: DirectoryImport) -> bool:
    return known.mode is ImportMode.WHOLE
