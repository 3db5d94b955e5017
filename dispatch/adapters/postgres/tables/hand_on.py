"""What is given from seat to seat, watched for by leaders, and noted about numbers."""

from sqlalchemy import Column, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from dispatch.adapters.postgres.tables.base import instant, metadata, words

handover = Table(
    "handover",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("seat", Integer, nullable=False),
    words("staff_number"),
    Column("to_seat", Integer, nullable=False),
    words("to_staff_number"),
    Column("calls", ARRAY(Uuid), nullable=False),
    Column("orders", ARRAY(Uuid), nullable=False),
    Column("tasks", ARRAY(Uuid), nullable=False),
    words("state"),
    instant("asked_at"),
    instant("ended_at", nullable=True),
)
reminder = Table(
    "reminder",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("set_by"),
    words("kind"),
    words("value"),
    instant("set_at"),
    instant("until"),
    Column("calls", ARRAY(Uuid), nullable=False),
    instant("removed_at", nullable=True),
)
contact_note = Table(
    "contact_note",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("call_id", Uuid, nullable=False),
    words("number"),
    Column("address", Text),
    words("text"),
    words("written_by"),
    instant("written_at"),
)
