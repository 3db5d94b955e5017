"""Tokens of terminals that speak HTTP."""

from sqlalchemy import Column, LargeBinary, Table, Text

from dispatch.adapters.postgres.tables.base import instant, metadata, words

terminal_token = Table(
    "terminal_token",
    metadata,
    Column("device", Text, primary_key=True),
    Column("token_hash", LargeBinary, nullable=False),
    instant("issued_at"),
    words("issued_by"),
)
