"""What every repository does: lock what it reads, write whole rows."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, Table, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.rows import Rows

T = TypeVar("T")


class Repository(Generic[T]):
    """Values of one table within one transaction."""

    def __init__(self, connection: AsyncConnection, rows: Rows[T]) -> None:
        self._connection = connection
        self._rows = rows

    @property
    def table(self) -> Table:
        """The table of these values."""
        return self._rows.table

    async def find_where(self, *conditions: ColumnElement[bool]) -> T | None:
        """Lock and give the one value that meets the conditions."""
        found = await self._all(select(self.table).where(*conditions))
        return found[0] if found else None

    async def list_where(
        self, *conditions: ColumnElement[bool], order: ColumnElement[Any]
    ) -> Sequence[T]:
        """Lock and give the values that meet the conditions."""
        return await self._all(select(self.table).where(*conditions).order_by(order))

    async def save(self, value: T) -> None:
        """Store a value, new or changed."""
        row = self._rows.row(value)
        keys = [column.name for column in self.table.primary_key]
        changed = {name: row[name] for name in row if name not in keys}
        statement = insert(self.table).values(row)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=keys, set_=changed)
        )

    async def _all(self, query: Select[Any]) -> list[T]:
        result = await self._connection.execute(query.with_for_update())
        return [self._rows.value(row) for row in result.mappings()]
