"""Surges."""

from sqlalchemy import Column, Table, Text, Uuid

from dispatch.adapters.postgres.tables.base import instant, metadata

surge = Table(
    "surge",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("started_by", Text, nullable=False),
    instant("started_at"),
    instant("until"),
    Column("incident_id", Uuid),
    Column("place", Text),
    Column("voice", Text, nullable=False),
    instant("stopped_at", nullable=True),
    Column("stopped_by", Text),
)
