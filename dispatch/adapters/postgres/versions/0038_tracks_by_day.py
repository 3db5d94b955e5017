"""Days of tracks go by themselves; fixes tell the odometer."""

from pathlib import Path

from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
