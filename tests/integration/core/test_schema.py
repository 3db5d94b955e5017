"""The tables that the code names are the tables that the migrations make."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from dispatch.adapters.postgres import tables
from dispatch.adapters.postgres.migrate import pending, upgrade
from dispatch.adapters.postgres.tables.base import metadata
from tests.integration.conftest import Database, sqlalchemy_url

for module in iter_modules(tables.__path__):
    import_module(f"{tables.__name__}.{module.name}")


def test_every_table_and_column_of_the_code_is_made_by_a_migration(database: Database):
    engine = create_engine(sqlalchemy_url(database.owner_dsn))
    with engine.connect() as connection:
        options = {"include_schemas": True, "include_name": _is_ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, metadata)
    engine.dispose()
    told = [one for one in differences if not _is_the_databases_own(one)]
    assert told == [], "\n".join(map(repr, told))


def _is_the_databases_own(difference: tuple[Any, ...]) -> bool:
    """Indexes and rules stand in migrations alone; STANDS reads retired_at, which no value has."""
    what, *about = difference
    retired = what == "remove_column" and about[2].name == "retired_at"
    return retired or what in {"remove_index", "remove_constraint"}


def _is_ours(name: str | None, kind: str, parents: dict[str, str | None]) -> bool:
    return name == "dispatch" if kind == "schema" else True


def test_a_migrated_database_is_not_migrated_again(database: Database):
    url = sqlalchemy_url(database.owner_dsn)
    assert not pending(url)
    upgrade(url)
    assert not pending(url)
