"""What sessions look at."""

from sqlalchemy import Column, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata

selection = Table(
    "selection",
    metadata,
    Column("session_id", Uuid, primary_key=True),
    Column("incident_id", Uuid),
    Column("vehicle_id", Uuid),
    Column("point", JSONB(none_as_null=True)),
    instant("changed_at"),
)
