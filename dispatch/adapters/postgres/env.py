"""Alembic's way in: runs the revisions in one transaction on the address that migrate.py gives."""

from alembic import context
from sqlalchemy import create_engine


def run() -> None:
    """Run the revisions; another process that migrates at once waits for this one."""
    engine = create_engine(context.config.attributes["url"])
    with engine.begin() as connection:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(120)")
        context.configure(connection=connection, version_table_schema="public")
        context.run_migrations()
    engine.dispose()


run()
