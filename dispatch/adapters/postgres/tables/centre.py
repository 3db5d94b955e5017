"""The centre itself: seats, phones' accounts, people, sessions, settings, lamps, deadlines."""

from sqlalchemy import Boolean, Column, Integer, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata, words

seat = Table(
    "seat",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    words("kind"),
    words("state"),
    instant("since"),
    words("busy_reason", nullable=True),
    words("staff_number", nullable=True),
    words("staff_name", nullable=True),
    Column("phone_reachable", Boolean, nullable=False),
    Column("call_id", Uuid),
    Column("phone_at", ARRAY(Text), nullable=False),
    Column("wraps_up", Uuid),
)
phone_account = Table(
    "phone_account",
    metadata,
    Column("name", Text, primary_key=True),
    words("secret"),
)
person = Table(
    "person",
    metadata,
    Column("staff_number", Text, primary_key=True),
    words("name"),
    Column("roles", ARRAY(Text), nullable=False),
    words("password_hash"),
    Column("active", Boolean, nullable=False),
    Column("skills", ARRAY(Text), nullable=False),
    Column("trainee", Boolean, nullable=False),
)
session = Table(
    "session",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("token_hash", LargeBinary, nullable=False),
    words("staff_number"),
    instant("started_at"),
    instant("expires_at"),
    instant("reauthenticated_at", nullable=True),
    instant("ended_at", nullable=True),
    words("ended_reason", nullable=True),
)
site = Table(
    "site",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("settings", JSONB, nullable=False),
    words("changed_by"),
    instant("changed_at"),
)
part = Table(
    "part",
    metadata,
    Column("name", Text, primary_key=True),
    Column("observer", Text, primary_key=True),
    words("state"),
    instant("since"),
    words("code", nullable=True),
)
deadline = Table(
    "deadline",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    instant("due_at"),
    instant("set_at"),
)
