"""Clocks that jumped."""

from sqlalchemy import Column, Float, Integer, Table, Text

from dispatch.adapters.postgres.tables.base import instant, metadata, words

clock = Table(
    "clock",
    metadata,
    Column("name", Text, primary_key=True),
    Column("steps", Integer, nullable=False),
    instant("stepped_at"),
    Column("by_s", Float, nullable=False),
    words("observer"),
)
