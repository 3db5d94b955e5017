"""Which leader is, or was, on which talk."""

from sqlalchemy import Column, Integer, Table, Text, Uuid

from dispatch.adapters.postgres.tables.base import instant, metadata

supervision = Table(
    "supervision",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("call_id", Uuid, nullable=False),
    Column("exchange", Text, nullable=False),
    Column("call_unique_id", Text, nullable=False),
    Column("staff_number", Text, nullable=False),
    Column("phone_seat", Integer, nullable=False),
    Column("seat", Integer, nullable=False),
    Column("mode", Text, nullable=False),
    Column("state", Text, nullable=False),
    instant("asked_at"),
    Column("recording", Text),
    instant("heard_at", nullable=True),
    instant("ended_at", nullable=True),
    Column("ended_by", Text),
)
