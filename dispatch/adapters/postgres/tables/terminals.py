"""Vehicle terminals that are admitted."""

from sqlalchemy import Column, Table, Text, Uuid

from dispatch.adapters.postgres.tables.base import instant, metadata, words

terminal_admission = Table(
    "terminal_admission",
    metadata,
    Column("phone", Text, primary_key=True),
    words("maker"),
    words("model"),
    words("terminal"),
    Column("vehicle_id", Uuid),
    words("admitted_by"),
    instant("admitted_at"),
    words("revoked_by", nullable=True),
    instant("revoked_at", nullable=True),
)
