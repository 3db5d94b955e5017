"""Closures and slow zones."""

from sqlalchemy import Column, Integer, SmallInteger, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata, words

closure = Table(
    "closure",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Integer, nullable=False),
    words("shape"),
    Column("speed_percent", SmallInteger, nullable=False),
    Column("points", JSONB, nullable=False),
    words("reason"),
    instant("begins_at"),
    instant("ends_at"),
    words("drawn_by"),
    instant("drawn_at"),
    Column("streets", JSONB, nullable=False),
    Column("cuts_off", JSONB, nullable=False),
    Column("lifted_by", Text),
    instant("lifted_at", nullable=True),
)
