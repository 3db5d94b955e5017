"""The centre: events, commands, calls, seats, tasks, people, settings and the caller directory."""

from secrets import token_hex

import sqlalchemy as sa
from alembic import op

from dispatch.adapters.postgres.tables import calls, centre, directory, log

revision = "0001"
down_revision = None

TABLES = (
    log.event_head,
    log.event,
    log.command,
    log.reaction,
    log.audit,
    calls.call,
    calls.task,
    centre.seat,
    centre.phone_account,
    centre.person,
    centre.session,
    centre.site,
    centre.part,
    centre.deadline,
    directory.subscriber,
    directory.directory_import,
    directory.key_patient,
)
INDEXES = (
    "CREATE INDEX event_subjects ON dispatch.event USING gin (subjects)",
    "CREATE INDEX event_audiences ON dispatch.event USING gin (audiences)",
    "CREATE UNIQUE INDEX event_id ON dispatch.event (id)",
    "CREATE UNIQUE INDEX call_on_exchange ON dispatch.call (exchange, unique_id)",
    "CREATE INDEX call_open ON dispatch.call (exchange) WHERE ended_at IS NULL",
    "CREATE INDEX call_number ON dispatch.call (number, offered_at DESC)",
    "CREATE INDEX call_offered ON dispatch.call (offered_at DESC)",
    "CREATE INDEX task_unfinished ON dispatch.task (number) WHERE state <> 'done'",
    "CREATE UNIQUE INDEX session_token ON dispatch.session (token_hash)",
    "CREATE UNIQUE INDEX session_one ON dispatch.session (staff_number) WHERE ended_at IS NULL",
    "CREATE UNIQUE INDEX seat_of_staff ON dispatch.seat (staff_number)",
    "CREATE INDEX deadline_due ON dispatch.deadline (due_at)",
    (
        "CREATE INDEX key_patient_numbers ON dispatch.key_patient USING gin (numbers)"
        " WHERE removed_at IS NULL"
    ),
    "CREATE INDEX subscriber_suffix ON dispatch.subscriber (reverse(number) text_pattern_ops)",
)
ADDED_ONLY = ("event", "audit", "site", "command")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for schema in ("dispatch", "gis", "recorder"):
        op.execute(f"CREATE SCHEMA {schema}")
        op.execute(f"GRANT USAGE ON SCHEMA {schema} TO d120_{schema}")
    for table in TABLES:
        op.execute(sa.schema.CreateTable(table))
    for index in INDEXES:
        op.execute(index)
    _grant()
    op.execute(sa.insert(log.event_head).values(only=True, incarnation=token_hex(8), last=0))


def _grant() -> None:
    changed = [table.name for table in TABLES if table.name not in ADDED_ONLY]
    for name in changed:
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.{name} TO d120_dispatch")
    for name in ADDED_ONLY:
        op.execute(f"GRANT SELECT, INSERT ON dispatch.{name} TO d120_dispatch")
    op.execute("GRANT UPDATE (answer) ON dispatch.command TO d120_dispatch")
    op.execute("REVOKE INSERT, DELETE ON dispatch.event_head FROM d120_dispatch")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA dispatch TO d120_dispatch")
