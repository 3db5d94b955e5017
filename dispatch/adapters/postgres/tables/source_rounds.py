"""Who asked the sources of callers' places again."""

from sqlalchemy import Column, ForeignKey, Table, Uuid

from dispatch.adapters.postgres.tables.base import instant, metadata, words

source_round = Table(
    "source_round",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("call_id", ForeignKey("dispatch.call.id"), nullable=False),
    words("asked_by"),
    instant("asked_at"),
    instant("ended_at", nullable=True),
)
