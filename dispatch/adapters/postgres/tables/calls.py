"""Calls and the tasks they leave behind."""

from sqlalchemy import Column, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata, words

call = Table(
    "call",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("exchange"),
    words("unique_id"),
    words("number", nullable=True),
    words("name", nullable=True),
    words("called_number"),
    words("trunk"),
    words("recording"),
    Column("caller", JSONB, nullable=False),
    words("state"),
    instant("offered_at"),
    Column("position", Integer),
    Column("ringing_seats", ARRAY(Integer), nullable=False),
    Column("overflow_target", Text),
    Column("claimed_by", Integer),
    instant("claimed_at", nullable=True),
    instant("answered_at", nullable=True),
    Column("seat", Integer),
    words("staff_number", nullable=True),
    words("phone", nullable=True),
    instant("held_at", nullable=True),
    instant("requeued_at", nullable=True),
    instant("overdue_at", nullable=True),
    instant("ended_at", nullable=True),
    words("ended_by", nullable=True),
    Column("end_cause", Integer),
    words("direction"),
    words("dial_result", nullable=True),
    Column("follows", Uuid),
    Column("transferred_by", Integer),
)
task = Table(
    "task",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("kind"),
    words("reason"),
    Column("call_id", Uuid, nullable=False),
    words("number", nullable=True),
    words("state"),
    instant("opened_at"),
    words("claimed_by", nullable=True),
    instant("claimed_at", nullable=True),
    words("done_by", nullable=True),
    instant("done_at", nullable=True),
    words("disposition", nullable=True),
    Column("tries", Integer, nullable=False),
)
