"""Which exchanges reach a seat's phone; the old column says meanwhile whether any does."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0017"
down_revision = "0011"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    nowhere = sa.text("'{}'")
    column: sa.Column[list[str]] = sa.Column(
        "phone_at", ARRAY(sa.Text()), nullable=False, server_default=nowhere
    )
    op.add_column("seat", column, schema="dispatch")
