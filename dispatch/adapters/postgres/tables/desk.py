"""Group calls, and messages between seats."""

from sqlalchemy import Boolean, Column, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata, words

group_call = Table(
    "group_call",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("exchange"),
    words("unique_id"),
    words("kind"),
    Column("seat", Integer, nullable=False),
    words("staff_number"),
    Column("wanted", Integer, nullable=False),
    words("state"),
    Column("members", JSONB, nullable=False),
    instant("begun_at"),
    words("recording", nullable=True),
    instant("ended_at", nullable=True),
)
seat_message = Table(
    "seat_message",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("from_seat", Integer, nullable=False),
    words("staff_number"),
    Column("to_seat", Integer),
    Column("recipients", ARRAY(Text), nullable=False),
    words("text"),
    Column("urgent", Boolean, nullable=False),
    instant("sent_at"),
    Column("receipts", JSONB, nullable=False),
)
