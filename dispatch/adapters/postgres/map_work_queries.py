"""Reads of jobs and of the overlay, and the queue of jobs, outside of commands."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.reading import reading
from dispatch.adapters.postgres.repositories.map_work import CHANGES, JOBS
from dispatch.domain.map_work import MapJob, OverlayChange

SILENT_AFTER_S = 20
_JOBS = text("SELECT * FROM dispatch.map_job ORDER BY asked_at DESC LIMIT :most")
_CHANGES = text("SELECT * FROM dispatch.overlay_change ORDER BY revision DESC LIMIT :most")
PIECES = """
SELECT * FROM (
  SELECT DISTINCT ON (piece_id) * FROM dispatch.overlay_change ORDER BY piece_id, revision DESC
) AS last WHERE content IS NOT NULL ORDER BY number
"""
_CLAIM = text("""
UPDATE dispatch.map_job SET state = 'RUNNING', worker = :worker, beat_at = clock_timestamp()
WHERE id = (
  SELECT id FROM dispatch.map_job WHERE state = 'WAITING'
  AND NOT EXISTS (SELECT FROM dispatch.map_job WHERE state = 'RUNNING')
  ORDER BY asked_at, id FOR UPDATE SKIP LOCKED LIMIT 1
) RETURNING *
""")
_FAIL = text("""
UPDATE dispatch.map_job SET state = 'FAILED', ended_at = clock_timestamp(), code = 'import_killed'
WHERE state = 'RUNNING' AND CASE WHEN CAST(:job AS uuid) IS NULL
  THEN beat_at < clock_timestamp() - make_interval(secs => :silent_s)
  ELSE id = CAST(:job AS uuid) AND worker = :worker END
RETURNING id
""")


class PostgresMapWorkQueries:
    """See `dispatch.ports.map_work`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def list_jobs(self, limit: int) -> Sequence[MapJob]:
        """Give jobs, the newest first."""
        async with reading(self._engine) as connection:
            rows = await connection.execute(_JOBS, {"most": limit})
            return [JOBS.value(row) for row in rows.mappings()]

    async def list_changes(self, limit: int) -> Sequence[OverlayChange]:
        """Give changes of the overlay, the newest first."""
        async with reading(self._engine) as connection:
            rows = await connection.execute(_CHANGES, {"most": limit})
            return [CHANGES.value(row) for row in rows.mappings()]

    async def list_pieces(self) -> Sequence[OverlayChange]:
        """Give the last change of every piece that is not removed, by their numbers."""
        async with reading(self._engine) as connection:
            rows = await connection.execute(text(PIECES))
            return [CHANGES.value(row) for row in rows.mappings()]

    async def claim_job(self, worker: str) -> MapJob | None:
        """Take the oldest job that waits, unless another runs; no second server gets it."""
        async with reading(self._engine) as connection:
            row = (await connection.execute(_CLAIM, {"worker": worker})).mappings().first()
            return JOBS.value(row) if row else None

    async def fail_silent_jobs(self, worker: str, *, job: UUID | None) -> Sequence[UUID]:
        """Fail what runs and will never end; gives which."""
        asked = {"worker": worker, "job": job, "silent_s": SILENT_AFTER_S}
        async with reading(self._engine) as connection:
            return list((await connection.execute(_FAIL, asked)).scalars())
