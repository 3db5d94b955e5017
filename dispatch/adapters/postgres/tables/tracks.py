"""Incidents whose tracks are held."""

from sqlalchemy import Column, ForeignKey, Table

from dispatch.adapters.postgres.tables.base import instant, metadata, words

track_hold = Table(
    "track_hold",
    metadata,
    Column("incident_id", ForeignKey("dispatch.incident.id"), primary_key=True),
    words("reason"),
    words("held_by"),
    instant("held_at"),
    words("released_by", nullable=True),
    instant("released_at", nullable=True),
)
