"""Turns domain values into rows and back: a column for each field of the same name."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, Table
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

T = TypeVar("T")


class Rows(Generic[T]):
    """The rows of one table as frozen domain values.

    Args:
        kind: The dataclass; every column of the table is one of its fields.
        table: Where they are kept.
    """

    def __init__(self, kind: type[T], table: Table) -> None:
        self._adapter = TypeAdapter(kind)
        self.table = table

    def value(self, row: RowMapping | Mapping[str, Any]) -> T:
        """Make the value of a row; pydantic's ValidationError means that the row is damaged."""
        return self._adapter.validate_python(dict(row))

    def row(self, value: T) -> Mapping[str, Any]:
        """Make the row of a value."""
        nested = [c.name for c in self.table.columns if isinstance(c.type, JSONB)]
        dumped = (
            self._adapter.dump_python(value, mode="json", include=set(nested)) if nested else {}
        )
        return {
            column.name: dumped[column.name]
            if column.name in dumped
            else _plain(getattr(value, column.name), is_list=isinstance(column.type, ARRAY))
            for column in self.table.columns
        }


def _plain(value: object, *, is_list: bool) -> object:
    return sorted(value) if is_list and isinstance(value, tuple | frozenset) else value
