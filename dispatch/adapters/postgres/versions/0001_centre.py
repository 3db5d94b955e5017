"""The centre: events, commands, calls, seats, tasks, people, settings and the caller directory."""

from pathlib import Path
from secrets import token_hex

from alembic import op
from sqlalchemy import text

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for schema in ("dispatch", "gis", "recorder"):
        op.execute(f"CREATE SCHEMA {schema}")
        op.execute(f"GRANT USAGE ON SCHEMA {schema} TO d120_{schema}")
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
    head = text(
        'INSERT INTO dispatch.event_head ("only", incarnation, last) VALUES (true, :own, 0)'
    )
    op.get_bind().execute(head, {"own": token_hex(8)})
