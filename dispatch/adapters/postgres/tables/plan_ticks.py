"""What of first-aid plans was read to callers."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Uuid

from dispatch.adapters.postgres.tables.base import instant, metadata, words

plan_tick = Table(
    "plan_tick",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("incident_id", ForeignKey("dispatch.incident.id"), nullable=False),
    Column("plan_id", Uuid, nullable=False),
    Column("plan_version", Integer, nullable=False),
    words("plan_name"),
    words("part"),
    Column("number", Integer, nullable=False),
    words("text"),
    Column("read", Boolean, nullable=False),
    words("by"),
    instant("at"),
)
