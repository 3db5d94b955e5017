"""The caller directory: three-field table, its imports, and the key-patient register."""

from geoalchemy2 import Geometry
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Identity,
    Integer,
    Table,
    Text,
    Uuid,
    column,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata, words

subscriber = Table(
    "subscriber",
    metadata,
    Column("number", Text, primary_key=True),
    words("owner"),
    words("address"),
    Column("point", Geometry("POINT", srid=4326, spatial_index=False)),
    words("line_kind"),
    words("source"),
    instant("as_of"),
)
subscriber_b = Table(
    "subscriber_b",
    metadata,
    Column("number", Text, primary_key=True),
    words("owner"),
    words("address"),
    Column("point", Geometry("POINT", srid=4326, spatial_index=False)),
    words("line_kind"),
    words("source"),
    instant("as_of"),
)
subscriber_incoming = Table(
    "subscriber_incoming",
    metadata,
    Column("line", BigInteger, Identity(always=True), nullable=False),
    words("number"),
    words("owner"),
    words("address"),
    Column("lon", Float),
    Column("lat", Float),
    words("line_kind"),
    words("source"),
    instant("as_of"),
)
subscriber_slot = Table(
    "subscriber_slot",
    metadata,
    Column("single", Boolean, primary_key=True),
    words("active"),
    Column("beside", Uuid),
)
"""Which of subscriber (a) and subscriber_b (b) is in force, and whose import fills the other."""

subscriber_now = table(
    "subscriber_now",
    *(column(one.name, one.type) for one in subscriber.columns),
    schema="dispatch",
)
"""The view of the table in force."""

directory_import = Table(
    "directory_import",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("file_name"),
    words("state"),
    Column("total_bytes", BigInteger, nullable=False),
    Column("read_bytes", BigInteger, nullable=False),
    Column("read_lines", Integer, nullable=False),
    Column("taken", Integer, nullable=False),
    Column("bad_count", Integer, nullable=False),
    Column("bad_lines", JSONB, nullable=False),
    instant("started_at"),
    words("started_by"),
    words("worker", nullable=True),
    instant("leased_until", nullable=True),
    instant("ended_at", nullable=True),
    words("code", nullable=True),
    words("mode"),
    words("encoding"),
    words("found_encoding", nullable=True),
    words("stage"),
    Column("report", JSONB),
)
key_patient = Table(
    "key_patient",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("name"),
    words("initials"),
    words("category"),
    Column("numbers", ARRAY(Text), nullable=False),
    words("condition"),
    words("access_note"),
    words("consent_by"),
    instant("consent_on"),
    words("changed_by"),
    instant("changed_at"),
    instant("removed_at", nullable=True),
)
