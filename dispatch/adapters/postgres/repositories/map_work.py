"""Jobs on the map and the overlay's changes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Column, exists, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.reading import values
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.map_work import map_job, overlay_change
from dispatch.domain.map_work import MapJob, MapJobKind, MapJobState, OverlayChange

JOBS = Rows(MapJob, map_job)
CHANGES = Rows(OverlayChange, overlay_change)
# Whoever numbers a change holds it until the end of the transaction; any number does.
NUMBERING = 120_0021


class PostgresMapWork:
    """See `dispatch.ports.map_work`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add_job(self, job: MapJob) -> None:
        """Store a job that waits."""
        await self._connection.execute(insert(map_job).values(JOBS.row(job)))

    async def is_overlay_due(self) -> bool:
        """Tell whether a job that will enter the overlay waits already."""
        waits = map_job.c.state == MapJobState.WAITING
        query = select(exists().where(waits, map_job.c.kind == MapJobKind.OVERLAY))
        return bool((await self._connection.execute(query)).scalar_one())

    async def next_revision(self) -> int:
        """Give the next number of a change; who asks meanwhile waits."""
        await self._number()
        return await self._next(overlay_change.c.revision)

    async def next_number(self) -> int:
        """Give the number of the next piece."""
        await self._number()
        return await self._next(overlay_change.c.number)

    async def add_change(self, change: OverlayChange) -> None:
        """Store a change."""
        await self._connection.execute(insert(overlay_change).values(CHANGES.row(change)))

    async def list_changes_of(self, piece_id: UUID) -> Sequence[OverlayChange]:
        """Give all changes of a piece, the newest first."""
        query = select(overlay_change).where(overlay_change.c.piece_id == piece_id)
        newest_first = query.order_by(overlay_change.c.revision.desc())
        return await values(self._connection, CHANGES, newest_first)

    async def find_change(self, revision: int) -> OverlayChange | None:
        """Find a change."""
        query = select(overlay_change).where(overlay_change.c.revision == revision)
        row = (await self._connection.execute(query)).mappings().first()
        return CHANGES.value(row) if row else None

    async def _number(self) -> None:
        locking = text("SELECT pg_advisory_xact_lock(:number)")
        await self._connection.execute(locking, {"number": NUMBERING})

    async def _next(self, column: Column[Any]) -> int:
        query = select(func.coalesce(func.max(column), 0) + 1)
        return int((await self._connection.execute(query)).scalar_one())
