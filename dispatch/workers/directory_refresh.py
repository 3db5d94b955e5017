"""Refreshes the three-field table every day from the file that the carrier dropped.

Every server does it; the file's own hash is the key, so that it is imported once whoever comes
first, and never again. What fails lights a lamp, and the table in force stays.
"""

import asyncio
from collections.abc import Sequence
from datetime import tzinfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from dispatch.domain.directory_import import DirectoryImport, ImportState
from dispatch.domain.errors import DomainError
from dispatch.domain.ids import key_of
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.part import PartState
from dispatch.domain.place_source_plan import PlaceSourcePlan
from dispatch.domain.subscriber_table import ImportMode
from dispatch.ports.commands import Commands, Json, Keyed
from dispatch.ports.drop_folder import DropFolder, DroppedFile, FolderAway
from dispatch.ports.queries import Queries
from dispatch.ports.subscriber_files import SubscriberFiles, Upload
from dispatch.ports.transaction import Transaction
from dispatch.services.directory.start_import import StartImport, start_import
from dispatch.workers.health import Finding

log = structlog.get_logger()

LOOK_EVERY_S = 20.0
LATE_BY_S = 3_600
"""A server that slept through the hour still does it within this."""
ACTOR = "timer:refresh"
ORIGIN = Origin(ACTOR, Wire.TIMER)
JOB = "refresh"
LAMP = "subscribers"
SHOWN_IMPORTS = 20


class DirectoryRefreshWorker:
    """Keeps the daily appointment of one server.

    Args:
        zone: The centre's, in which the hour is meant.
    """

    def __init__(
        self,
        commands: Commands,
        queries: Queries,
        files: SubscriberFiles,
        folder: DropFolder,
        zone: tzinfo,
    ) -> None:
        self._commands, self._queries = commands, queries
        self._files, self._folder, self._zone = files, folder, zone
        self._scheduler = AsyncIOScheduler(timezone=zone)
        self._armed = ""
        self._fault: str | None = None
        self._last: str | None = None

    async def run(self) -> None:
        """Keep it until cancelled; a changed hour counts within seconds."""
        self._scheduler.start()
        try:
            while True:
                try:
                    await self.look()
                except DomainError as error:
                    log.info("directory_refresh.waits", code=error.code)
                await asyncio.sleep(LOOK_EVERY_S)
        finally:
            self._scheduler.shutdown(wait=False)

    async def look(self) -> None:
        """Set the appointment by the settings, and see how the last refresh ended."""
        plan = (await self._queries.read_site()).place_sources
        self._arm(plan.refresh_at)
        imports = await self._queries.list_imports(SHOWN_IMPORTS)
        self._last = find_fault(imports) if plan.refresh_at else None

    def findings(self) -> dict[str, Finding]:
        """Give the lamp; none while all is well."""
        code = self._fault or self._last
        return {LAMP: (PartState.DEGRADED, code)} if code else {}

    async def refresh(self) -> None:
        """Bring the newest file, if it was never brought before."""
        try:
            plan = (await self._queries.read_site()).place_sources
            dropped = await self._folder.find_newest()
            self._fault = None if dropped else "no_file"
            if dropped:
                await self._bring(dropped, plan)
        except FolderAway:
            self._fault = "folder_away"
        except (DomainError, OSError) as error:
            self._fault = "refresh_failed"
            log.warning("directory_refresh.failed", why=type(error).__name__)
        log.info("directory_refresh.done", fault=self._fault)

    @property
    def armed(self) -> str:
        """The hour that is kept, HH:MM; empty where none is."""
        return self._armed

    def _arm(self, at: str) -> None:
        if at == self._armed:
            return
        if self._scheduler.get_job(JOB):
            self._scheduler.remove_job(JOB)
        if at:
            hour, minute = at.split(":")
            trigger = CronTrigger(hour=int(hour), minute=int(minute), timezone=self._zone)
            self._scheduler.add_job(
                self.refresh, trigger, id=JOB, coalesce=True, misfire_grace_time=LATE_BY_S
            )
        self._armed = at

    async def _bring(self, dropped: DroppedFile, plan: PlaceSourcePlan) -> None:
        key = key_of("directory_refresh", dropped.sha256)
        if await self._queries.find_import(key) is not None:
            return
        upload = await self._files.begin()
        try:
            async for data in self._folder.read(dropped.name):
                await upload.write(data)
            kept = await upload.finish()
            command = StartImport(
                key,
                dropped.name,
                kept.total_bytes,
                kept.sha256,
                mode=ImportMode.WHOLE,
                encoding=plan.refresh_encoding,
            )
            await self._start(command, upload)
        finally:
            await upload.close()

    async def _start(self, command: StartImport, upload: Upload) -> None:
        async def run(tx: Transaction) -> Json:
            await upload.keep(command.id)
            await start_import(command, tx)
            return None

        await self._commands.run(Keyed(command.id, "start_import"), ORIGIN, run)


def find_fault(imports: Sequence[DirectoryImport]) -> str | None:
    """Tell what a person must look at of the last refresh; of newest first.

    A table that somebody brought by hand after it settles it.
    """
    whole = [one for one in imports if one.mode is ImportMode.WHOLE]
    last = next(iter(whole), None)
    if last is None or last.started_by != ACTOR:
        return None
    if last.state is ImportState.HELD:
        return "table_held"
    return "refresh_failed" if last.state is ImportState.FAILED else None
