"""Jobs on the map, and the overlay as its history."""

from sqlalchemy import BigInteger, Column, Integer, SmallInteger, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata, words

map_job = Table(
    "map_job",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("kind"),
    Column("wanted", JSONB, nullable=False),
    words("asked_by"),
    instant("asked_at"),
    words("state"),
    words("worker"),
    instant("beat_at", nullable=True),
    instant("ended_at", nullable=True),
    words("stage"),
    Column("percent", SmallInteger, nullable=False),
    Column("read_bytes", BigInteger, nullable=False),
    Column("total_bytes", BigInteger, nullable=False),
    Column("objects", BigInteger, nullable=False),
    words("made"),
    words("code"),
    Column("parameters", JSONB, nullable=False),
)
overlay_change = Table(
    "overlay_change",
    metadata,
    Column("revision", Integer, primary_key=True),
    Column("piece_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("content", JSONB(none_as_null=True), nullable=True),
    Column("undoes", Integer, nullable=True),
    words("by"),
    instant("at"),
)
