"""How people dial in to a conference."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    column: sa.Column[Any] = sa.Column("dial_in", JSONB(none_as_null=True), nullable=True)
    op.add_column("conference", column, schema="dispatch")
