"""Marks and locks of nuisance numbers."""

from sqlalchemy import Boolean, Column, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from dispatch.adapters.postgres.tables.base import instant, metadata, words

nuisance_mark = Table(
    "nuisance_mark",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("number"),
    Column("call_id", Uuid, nullable=False),
    Column("seat", Integer),
    words("by"),
    Column("by_leader", Boolean, nullable=False),
    instant("at"),
)
number_lock = Table(
    "number_lock",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("number"),
    Column("locked_by", ARRAY(Text), nullable=False),
    instant("locked_at"),
    instant("until"),
    Column("calls", Integer, nullable=False),
    instant("last_call_at", nullable=True),
    instant("ended_at", nullable=True),
    words("lifted_by", nullable=True),
)
