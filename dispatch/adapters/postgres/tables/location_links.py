"""Location links and the short messages that carry them."""

from sqlalchemy import Boolean, Column, Double, ForeignKey, Integer, LargeBinary, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from dispatch.adapters.postgres.tables.base import instant, metadata, words

sms = Table(
    "sms",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("number"),
    words("text", nullable=True),
    words("state"),
    instant("queued_at"),
    instant("try_at"),
    Column("tries", Integer, nullable=False),
    words("reason", nullable=True),
    words("claimed_by", nullable=True),
    instant("claimed_at", nullable=True),
    instant("ended_at", nullable=True),
    Column("references", ARRAY(Integer), nullable=False),
    Column("reached", ARRAY(Integer), nullable=False),
)
location_link = Table(
    "location_link",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("call_id", ForeignKey("dispatch.call.id"), nullable=False),
    Column("sms_id", ForeignKey("dispatch.sms.id"), nullable=False),
    words("number"),
    Column("token_hash", LargeBinary, nullable=False),
    words("sent_by"),
    instant("made_at"),
    instant("expires_at"),
    instant("revoked_at", nullable=True),
    instant("opened_at", nullable=True),
    instant("denied_at", nullable=True),
    words("denial", nullable=True),
    Column("places", Integer, nullable=False),
    instant("placed_at", nullable=True),
    Column("radius_m", Double),
    Column("doubtful", Boolean, nullable=False),
)
