"""Emergency keys of vehicle terminals."""

from sqlalchemy import Column, Integer, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata, words

emergency = Table(
    "emergency",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("device"),
    Column("vehicle_id", Uuid),
    words("vehicle_name", nullable=True),
    words("station_code", nullable=True),
    words("feed"),
    Column("point", JSONB(none_as_null=True)),
    instant("raised_at"),
    instant("heard_at"),
    Column("raisings", Integer, nullable=False),
    words("state"),
    instant("overdue_at", nullable=True),
    instant("gone_at", nullable=True),
    words("acknowledged_by", nullable=True),
    words("acknowledged_name", nullable=True),
    instant("acknowledged_at", nullable=True),
    words("ended_by", nullable=True),
    instant("ended_at", nullable=True),
    words("end_reason", nullable=True),
)
