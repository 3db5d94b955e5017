"""The history of kept things, and related units."""

from sqlalchemy import Column, Integer, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT

from dispatch.adapters.postgres.tables.base import instant, metadata, words

related_unit = Table(
    "related_unit",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("name"),
    words("kind"),
    words("district"),
    Column("point", JSONB(none_as_null=True)),
    words("address"),
    Column("telephones", JSONB, nullable=False),
    words("note"),
)
upkeep_change = Table(
    "upkeep_change",
    metadata,
    Column("revision", Integer, primary_key=True),
    words("kind"),
    Column("thing_id", Uuid, nullable=False),
    words("name"),
    Column("version", Integer, nullable=False),
    words("act"),
    Column("before", JSONB(none_as_null=True)),
    Column("after", JSONB(none_as_null=True)),
    words("reason"),
    Column("doubts", ARRAY(TEXT), nullable=False),
    Column("undoes", Integer),
    Column("batch", Uuid),
    words("by"),
    instant("at"),
)
