"""Settings of suggested milestones."""

from sqlalchemy import Boolean, Column, Integer, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from dispatch.adapters.postgres.tables.base import instant, metadata, words

NUMBERS = (
    *("scene_m", "hospital_m", "station_m", "dwell_s", "slow_kmh"),
    *("stale_after_s", "contradicts_m"),
)

milestone_settings = Table(
    "milestone_settings",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("enabled", Boolean, nullable=False),
    Column("confirms_itself", ARRAY(Text), nullable=False),
    *(Column(name, Integer, nullable=False) for name in NUMBERS),
    words("changed_by"),
    instant("changed_at"),
)
