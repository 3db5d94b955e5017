"""Hours whose calls were held against their audio."""

from sqlalchemy import Column, Integer, Table
from sqlalchemy.dialects.postgresql import JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata, words

audio_proof = Table(
    "audio_proof",
    metadata,
    Column("hour", instant("hour").type, primary_key=True),
    instant("proven_at"),
    Column("calls", Integer, nullable=False),
    Column("recordings", Integer, nullable=False),
    Column("unowned", Integer, nullable=False),
    Column("gaps", JSONB, nullable=False),
    words("explained_by", nullable=True),
    instant("explained_at", nullable=True),
    words("reason", nullable=True),
)
