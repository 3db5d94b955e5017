"""Settings of cover, and advice that was taken."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, Table, Uuid

from dispatch.adapters.postgres.tables.base import instant, metadata, words

cover_settings = Table(
    "cover_settings",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("enabled", Boolean, nullable=False),
    Column("within_min", Integer, nullable=False),
    Column("least_gain_percent", Integer, nullable=False),
    words("changed_by"),
    instant("changed_at"),
)
stand_by = Table(
    "stand_by",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("vehicle_id", ForeignKey("dispatch.vehicle.id"), nullable=False),
    Column("station_id", ForeignKey("dispatch.station.id"), nullable=False),
    Column("gain_percent", Float, nullable=False),
    Column("drive_min", Float, nullable=False),
    words("taken_by"),
    instant("taken_at"),
)
