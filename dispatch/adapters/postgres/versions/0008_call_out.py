"""Calls that seats make: which way a call goes, what came of it, how often it was tried."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    direction = sa.Column("direction", sa.Text(), nullable=False, server_default="in")
    op.add_column("call", direction, schema="dispatch")
    op.add_column("call", sa.Column("dial_result", sa.Text()), schema="dispatch")
    op.add_column("call", sa.Column("follows", sa.Uuid()), schema="dispatch")
    op.add_column("call", sa.Column("transferred_by", sa.Integer()), schema="dispatch")
    tries = sa.Column("tries", sa.Integer(), nullable=False, server_default="0")
    op.add_column("task", tries, schema="dispatch")
