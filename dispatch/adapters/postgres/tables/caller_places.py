"""Where callers are, by each source."""

from geoalchemy2 import Geometry
from sqlalchemy import Column, Float, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from dispatch.adapters.postgres.tables.base import instant, metadata, words

caller_place = Table(
    "caller_place",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("call_id", Uuid),
    Column("incident_id", Uuid),
    words("kind"),
    instant("received_at"),
    words("origin"),
    words("text"),
    Column("point", Geometry("POINT", srid=4326, spatial_index=False)),
    Column("radius_m", Float),
    words("district", nullable=True),
    words("owner", nullable=True),
    instant("observed_at", nullable=True),
    Column("confidence", Float),
    Column("doubts", ARRAY(Text), nullable=False),
)
