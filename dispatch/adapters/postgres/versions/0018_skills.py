"""What people speak, who learns, and for what a caller was sent on."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    none = sa.text("'{}'")
    skills: sa.Column[list[str]] = sa.Column(
        "skills", ARRAY(sa.Text()), nullable=False, server_default=none
    )
    op.add_column("person", skills, schema="dispatch")
    trainee: sa.Column[bool] = sa.Column(
        "trainee", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("person", trainee, schema="dispatch")
    asked: sa.Column[str] = sa.Column("asked_skill", sa.Text())
    op.add_column("call", asked, schema="dispatch")
