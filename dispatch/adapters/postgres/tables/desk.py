"""Group calls, and messages between seats."""

from sqlalchemy import Column, Integer, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata, words

group_call = Table(
    "group_call",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("exchange"),
    words("unique_id"),
    words("kind"),
    Column("seat", Integer, nullable=False),
    words("staff_number"),
    Column("wanted", Integer, nullable=False),
    words("state"),
    Column("members", JSONB, nullable=False),
    instant("begun_at"),
    words("recording", nullable=True),
    instant("ended_at", nullable=True),
)
