"""Who is, or was, in which room of several legs."""

from sqlalchemy import Column, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata, words

conference = Table(
    "conference",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("call_id", Uuid, nullable=False),
    words("exchange"),
    words("call_unique_id"),
    words("opened_by"),
    instant("opened_at"),
    words("state"),
    words("mix"),
    Column("members", JSONB, nullable=False),
    instant("over_at", nullable=True),
    Column("dial_in", JSONB(none_as_null=True)),
)
