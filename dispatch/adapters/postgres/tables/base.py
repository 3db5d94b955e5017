"""What all tables share."""

from typing import TYPE_CHECKING

from sqlalchemy import Column, DateTime, MetaData, Text

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

metadata = MetaData(schema="dispatch")


def instant(name: str, *, nullable: bool = False) -> Column[object]:
    """A column for an instant, UTC."""
    kind: TypeEngine[object] = DateTime(timezone=True)  # type: ignore[assignment]
    return Column(name, kind, nullable=nullable)


def words(name: str, *, nullable: bool = False) -> Column[object]:
    """A column for text."""
    kind: TypeEngine[object] = Text()  # type: ignore[assignment]
    return Column(name, kind, nullable=nullable)
