"""Has the jobs on the map done, one after the other, and tells the pages which map is in force.

Every server looks; a claim keeps a job to one of them. A process that was killed, or whose server
was, leaves a job that says so: its transaction is gone with it, and the map is as it was.
"""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

import structlog

from dispatch.domain.errors import DomainError
from dispatch.domain.facts import MapAct
from dispatch.domain.ids import key_of
from dispatch.domain.origin import Origin, Wire
from dispatch.ports.commands import Commands, Json, Keyed
from dispatch.ports.map_work import MapProcess, MapVersion, MapVersions, MapWorkQueries
from dispatch.ports.transaction import Transaction
from dispatch.services.maps.note_map import note_map

log = structlog.get_logger()

LOOK_EVERY_S = 1.0

Look = Callable[[], Awaitable[None]]


class MapWorker:
    """Does it for one server.

    Args:
        name: The server's.
        process: Does a job.
    """

    def __init__(
        self,
        name: str,
        commands: Commands,
        queries: MapWorkQueries,
        versions: MapVersions,
        process: MapProcess,
    ) -> None:
        self._name = name
        self._commands = commands
        self._queries = queries
        self._versions = versions
        self._process = process
        self._told = ""
        self._origin = Origin("timer", Wire.TIMER)

    async def run(self) -> None:
        """Work until cancelled; a lost database is tried again at the next look."""
        async with asyncio.TaskGroup() as both:
            both.create_task(self._for_ever(self.work))
            both.create_task(self._for_ever(self.watch))

    async def work(self) -> None:
        """Do one job, if one waits."""
        for job_id in await self._queries.fail_silent_jobs(self._name, job=None):
            log.warning("map_job.killed", id=str(job_id))
            await self._note(None, MapAct.JOB, None)
        job = await self._queries.claim_job(self._name)
        if job is None:
            return
        log.info("map_job.begun", id=str(job.id), kind=job.kind)
        status = await self._process.run(job.id)
        if await self._queries.fail_silent_jobs(self._name, job=job.id):
            log.warning("map_job.killed", id=str(job.id), status=status)
        log.info("map_job.ended", id=str(job.id), status=status)
        await self._note(None, MapAct.JOB, None)

    async def watch(self) -> None:
        """Tell the pages when another map came into force, however it came."""
        active = next((one for one in await self._versions.list_versions() if one.active), None)
        if active is not None and _stamp(active) != self._told:
            key = key_of("map_in_force", _stamp(active))
            await self._note(key, MapAct.IN_FORCE, active.version)
            self._told = _stamp(active)

    async def _note(self, key: UUID | None, act: MapAct, version: str | None) -> None:
        async def run(tx: Transaction) -> Json:
            await note_map(act, version, tx)
            return None

        await self._commands.run(Keyed(key, "note_map"), self._origin, run)

    async def _for_ever(self, look: Look) -> None:
        while True:
            try:
                await look()
            except (DomainError, OSError) as error:
                log.info("map_work.waits", why=type(error).__name__)
            await asyncio.sleep(LOOK_EVERY_S)


def _stamp(version: MapVersion) -> str:
    return f"{version.version} {version.in_force_at.isoformat()}"
