"""Rules of dispatch, and what recommendations were made from."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata, words

dispatch_rules = Table(
    "dispatch_rules",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("needs", JSONB, nullable=False),
    Column("policy", JSONB, nullable=False),
    words("changed_by"),
    instant("changed_at"),
)
kept_recommendation = Table(
    "kept_recommendation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("incident_id", ForeignKey("dispatch.incident.id"), nullable=False),
    Column("order_ids", ARRAY(Uuid), nullable=False),
    instant("made_at"),
    words("map_version", nullable=True),
    Column("listed", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("left_out", Integer, nullable=False),
)
