"""Redacted copies are found among a million recordings."""

from alembic import op

revision = "0043"
down_revision = "0040"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute(
        "CREATE INDEX recording_redacted ON recorder.recording"
        " (exchange, started_at DESC, name DESC) WHERE name LIKE '%.%-r%'"
    )
