"""Imports of the three-field table."""

from uuid import UUID

from sqlalchemy import Exists, Table, exists, func, or_, select, tuple_

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.directory import directory_import
from dispatch.domain.directory_import import DirectoryImport, ImportNotFound, ImportState
from dispatch.domain.subscriber_table import ImportMode

IMPORTS = Rows(DirectoryImport, directory_import)


def _waits(one: Table) -> Exists:
    """A whole table and what comes after it are worked one after the other."""
    before = one.alias("before")
    running = before.c.state == ImportState.RUNNING
    either = or_(before.c.mode == ImportMode.WHOLE, one.c.mode == ImportMode.WHOLE)
    earlier = tuple_(before.c.started_at, before.c.id) < tuple_(one.c.started_at, one.c.id)
    return exists().where(running, either, earlier)


class PostgresImports(Repository[DirectoryImport]):
    """Imports; see `dispatch.ports.directory_imports`."""

    async def get(self, import_id: UUID) -> DirectoryImport:
        """Give an import; ImportNotFound."""
        found = await self.find_where(directory_import.c.id == import_id)
        if found is None:
            raise ImportNotFound
        return found

    async def find_unworked(self, worker: str) -> DirectoryImport | None:
        """Find the oldest running import that nobody else reads or that this worker left."""
        table = directory_import
        free = or_(
            table.c.worker.is_(None), table.c.worker == worker, table.c.leased_until < func.now()
        )
        query = (
            select(table)
            .where(table.c.state == ImportState.RUNNING, free, ~_waits(table))
            .order_by(table.c.started_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = (await self._connection.execute(query)).mappings().one_or_none()
        return None if row is None else self._rows.value(row)
