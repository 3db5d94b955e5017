"""Real parts for integration tests: one throw-away cluster a run, one fresh database a test."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import count

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.host.cluster import throwaway_cluster
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.migrate import ROLES, make_roles, upgrade

TEMPLATE = "d120_template"
PASSWORDS = dict.fromkeys(ROLES, "throw-away")
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Database:
    """One database: its owner's address and that of each role."""

    owner_dsn: str

    def dsn(self, role: str) -> str:
        """Give the libpq address for a role: dispatch, gis, recorder."""
        return make_conninfo(self.owner_dsn, user=f"d120_{role}", password=PASSWORDS[role])

    def url(self, role: str) -> str:
        """Give the SQLAlchemy address for a role."""
        return sqlalchemy_url(self.dsn(role))


def sqlalchemy_url(dsn: str) -> str:
    """Write a libpq address for SQLAlchemy."""
    part = conninfo_to_dict(dsn)
    return (
        f"postgresql+psycopg://{part['user']}:{part['password']}@/{part['dbname']}"
        f"?host={part['host']}&port={part['port']}"
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Give the address of a cluster that holds a migrated template."""
    with throwaway_cluster() as dsn:
        make_roles(dsn, PASSWORDS)
        _run(dsn, f"CREATE DATABASE {TEMPLATE}")
        upgrade(sqlalchemy_url(make_conninfo(dsn, dbname=TEMPLATE)))
        yield dsn


@pytest.fixture
def database(postgres: str) -> Iterator[Database]:
    """Give a fresh migrated database."""
    name = f"d120_test_{next(_numbers)}"
    _run(postgres, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    yield Database(make_conninfo(postgres, dbname=name))
    _run(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def engine(database: Database) -> AsyncIterator[AsyncEngine]:
    """Give the pool of one server on a fresh database."""
    made = make_engine(database.url("dispatch"))
    yield made
    await made.dispose()


def _run(dsn: str, statement: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(statement.encode())
