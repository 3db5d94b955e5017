"""The span of a recording that was lost on a full disk."""

from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("ALTER TABLE recorder.recording ADD COLUMN lost_from_ms bigint")
    op.execute("ALTER TABLE recorder.recording ADD COLUMN lost_to_ms bigint")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("ALTER TABLE recorder.recording DROP COLUMN lost_from_ms")
    op.execute("ALTER TABLE recorder.recording DROP COLUMN lost_to_ms")
