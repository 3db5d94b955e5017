"""Questions to the sources of callers' places."""

from sqlalchemy import Column, Integer, Table, Text, Uuid

from dispatch.adapters.postgres.tables.base import instant, metadata, words

place_asking = Table(
    "place_asking",
    metadata,
    Column("occasion", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("call_id", Uuid, nullable=False),
    instant("made_at"),
    words("state"),
    Column("tries", Integer, nullable=False),
    words("claimed_by", nullable=True),
    instant("claimed_at", nullable=True),
    instant("claimed_until", nullable=True),
    instant("ended_at", nullable=True),
)
