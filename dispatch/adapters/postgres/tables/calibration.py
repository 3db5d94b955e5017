"""What was learned of drives."""

from sqlalchemy import Column, Integer, SmallInteger, Table
from sqlalchemy.dialects.postgresql import JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata, words

calibration = Table(
    "calibration",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("factors", JSONB, nullable=False),
    Column("error_share_percent", SmallInteger),
    Column("runs", Integer, nullable=False),
    words("zone"),
    words("used_by"),
    instant("used_at"),
    Column("undoes", Integer),
)
