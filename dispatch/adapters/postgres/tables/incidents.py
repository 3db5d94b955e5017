"""Incidents, the calls that belong to them, their numbers a day, and chief complaints."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from dispatch.adapters.postgres.tables.base import instant, metadata, words

incident = Table(
    "incident",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("number"),
    words("state"),
    instant("opened_at"),
    words("opened_by"),
    Column("taker_seat", Integer),
    Column("form", JSONB, nullable=False),
    Column("scene", JSONB(none_as_null=True)),
    instant("scene_confirmed_at", nullable=True),
    Column("pick_up_point", JSONB(none_as_null=True)),
    instant("read_back_at", nullable=True),
    words("read_back_by", nullable=True),
    Column("chases", Integer, nullable=False),
    instant("last_chased_at", nullable=True),
    Column("has_active_order", Boolean, nullable=False),
    Column("served", Boolean, nullable=False),
    instant("waiting_since", nullable=True),
    instant("alarmed_at", nullable=True),
    Column("merged_into", Uuid),
    words("close_reason", nullable=True),
    instant("closed_at", nullable=True),
    words("closed_by", nullable=True),
    Column("revision", Integer, nullable=False),
)
incident_call = Table(
    "incident_call",
    metadata,
    Column("call_id", Uuid, primary_key=True),
    Column("incident_id", ForeignKey("dispatch.incident.id"), nullable=False),
    words("number", nullable=True),
    instant("joined_at"),
    words("joined_by"),
    Column("path", ARRAY(Uuid), nullable=False),
)
incident_day = Table(
    "incident_day",
    metadata,
    Column("day", Date, primary_key=True),
    Column("count", Integer, nullable=False),
)
complaint = Table(
    "complaint",
    metadata,
    Column("code", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    words("name"),
    words("english"),
    Column("needs", ARRAY(Text), nullable=False),
    Column("priority", Integer, nullable=False),
)
