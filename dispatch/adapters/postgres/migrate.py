"""Makes the database what this version needs: roles, schemas, tables; and a new incarnation."""

from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg import sql
from sqlalchemy import create_engine

ROLES = ("dispatch", "gis", "recorder")


def make_roles(owner_dsn: str, passwords: Mapping[str, str]) -> None:
    """Create or update one log-in role for each schema.

    Args:
        owner_dsn: libpq address with the owner's rights.
        passwords: By role name: dispatch, gis, recorder.
    """
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        for role in ROLES:
            name = f"d120_{role}"
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
            verb = "ALTER" if known.fetchone() else "CREATE"
            statement = sql.SQL(verb + " ROLE {} LOGIN PASSWORD {}")
            connection.execute(statement.format(sql.Identifier(name), sql.Literal(passwords[role])))


def upgrade(owner_url: str) -> None:
    """Bring the schemas to the newest revision; does nothing when they are there.

    Args:
        owner_url: SQLAlchemy address with the owner's rights.
    """
    command.upgrade(_config(owner_url), "head")


def pending(owner_url: str) -> bool:
    """Tell whether the database is older than this program."""
    engine = create_engine(owner_url)
    try:
        with engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()
    return current != ScriptDirectory.from_config(_config(owner_url)).get_current_head()


def new_incarnation(owner_dsn: str) -> None:
    """Begin a new epoch, so that every client of a restored database asks for a snapshot."""
    with psycopg.connect(owner_dsn) as connection:
        connection.execute("UPDATE dispatch.event_head SET incarnation = %s", [token_hex(8)])


def _config(owner_url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["url"] = owner_url
    return config
