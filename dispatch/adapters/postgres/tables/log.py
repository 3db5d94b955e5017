"""Events, the head that numbers them, commands by key, reactions' places and the audit trail."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata, words

event_head = Table(
    "event_head",
    metadata,
    Column("only", Boolean, primary_key=True),
    Column("incarnation", Text, nullable=False),
    Column("last", BigInteger, nullable=False),
)
event = Table(
    "event",
    metadata,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    words("epoch"),
    Column("id", Uuid, nullable=False),
    words("kind"),
    Column("version", Integer, nullable=False),
    Column("audiences", ARRAY(Text), nullable=False),
    Column("subjects", ARRAY(Uuid), nullable=False),
    Column("payload", JSONB, nullable=False),
    words("actor"),
    words("wire"),
    instant("happened_at"),
    Column("clock_offset_ms", Integer),
    instant("recorded_at"),
    Column("command_key", Uuid),
)
command = Table(
    "command",
    metadata,
    Column("key", Uuid, primary_key=True),
    words("name"),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("answer", JSONB(none_as_null=False)),
    instant("recorded_at"),
)
reaction = Table(
    "reaction",
    metadata,
    Column("name", Text, primary_key=True),
    Column("n", BigInteger, nullable=False),
)
audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=True),
    instant("at"),
    words("actor"),
    words("verb"),
    words("subject"),
    words("reason", nullable=True),
)
